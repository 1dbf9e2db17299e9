"""Writes state_dict.pth: the layout of torch.save (PyTorch 1.6 and later), without PyTorch."""
import collections, io, pickle, struct, sys, types, zipfile

torch, utils = types.ModuleType("torch"), types.ModuleType("torch._utils")
sys.modules.update({"torch": torch, "torch._utils": utils})
for name in ("FloatStorage", "HalfStorage", "BFloat16Storage", "LongStorage"):
    setattr(torch, name, type(name, (), {"__module__": "torch"}))
def _rebuild_tensor_v2(*arguments): pass
_rebuild_tensor_v2.__module__ = "torch._utils"
utils._rebuild_tensor_v2 = _rebuild_tensor_v2

class Storage:
    def __init__(self, kind, key, count): self.kind, self.key, self.count = kind, key, count

class Tensor:
    def __init__(self, storage, offset, shape, stride):
        self.arguments = (storage, offset, shape, stride, False, collections.OrderedDict())
    def __reduce__(self): return _rebuild_tensor_v2, self.arguments

class Pickler(pickle.Pickler):
    def persistent_id(self, value):
        if isinstance(value, Storage):
            return ("storage", value.kind, value.key, "cpu", value.count)

floats = Storage(torch.FloatStorage, "0", 6)
state = collections.OrderedDict()
state["a.weight"] = Tensor(floats, 0, (2, 3), (3, 1))
state["b"] = Tensor(floats, 2, (2,), (1,))
state["t"] = Tensor(floats, 0, (3, 2), (1, 3))
state["half"] = Tensor(Storage(torch.HalfStorage, "1", 2), 0, (2,), (1,))
state["brain"] = Tensor(Storage(torch.BFloat16Storage, "2", 2), 0, (2,), (1,))
state["bn.num_batches_tracked"] = Tensor(Storage(torch.LongStorage, "3", 1), 0, (), ())
state._metadata = collections.OrderedDict([("", {"version": 1})])

class Stream:
    """Cannot seek, so that sizes follow the data, as in the archives that PyTorch writes."""
    def __init__(self, file): self.file = file
    def write(self, data): return self.file.write(data)
    def flush(self): self.file.flush()

data = io.BytesIO()
Pickler(data, 2).dump(state)
with open("state_dict.pth", "wb") as file, zipfile.ZipFile(Stream(file), "w") as archive:
    def put(name, content):
        archive.writestr(zipfile.ZipInfo("state/" + name, (1980, 1, 1, 0, 0, 0)), content)
    put("data.pkl", data.getvalue())
    put("data/0", struct.pack("<6f", 0, 1, 2, 3, 4, 5))
    put("data/1", struct.pack("<2e", 1.5, -.25))
    put("data/2", b"\x00\xc0\x00\x3f")
    put("data/3", struct.pack("<q", 7))
    put("version", b"3\n")
