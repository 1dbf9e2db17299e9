/**
 * The pictures of candidates on the local disk: originals and thumbnails. Must not decide which
 * client may see which picture, and knows no candidate, only references to the store. May use no
 * other package of the service.
 */
package io.wood.curation.picture;
