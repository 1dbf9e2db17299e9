/**
 * People decide which candidates hold no object: a view that is fed from the log of ranked
 * candidates and decisions, an API and a page on it, and the events that decisions become. Nothing
 * here scores, trains or keeps a truth of its own: delete the view and it is rebuilt from the log.
 */
package io.wood.curation;
