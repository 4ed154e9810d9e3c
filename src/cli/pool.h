/* SPDX-License-Identifier: MIT */
/* Threads that work on jobs one after the other, whose results come back in the
 * order in which the jobs were put in: what comes out does not depend on how
 * many threads there are. The program's threads are made here and nowhere else.
 *
 *     struct job *j = pool_next(p);      a free slot; waits, and hands results on
 *     j->line = ...;                     fill it
 *     pool_start(p);                     it will be worked on
 *     ...
 *     pool_drain(p);                     all that were started are handed on
 *
 * A slot is used again and keeps what the job left in it, so that buffers need
 * not be allocated for each job; it is all zero at first. */
#ifndef CLI_POOL_H
#define CLI_POOL_H

#include <stddef.h>

struct pool;

struct pool_calls {
	/* What one worker needs, a parser; called by pool_new() itself. NULL: it
	 * could not be made, and there was a message. */
	void *(*worker_new)(void *ctx);
	void (*worker_free)(void *worker);
	/* In a thread: may touch its worker, its job, and what nobody writes. */
	void (*work)(void *worker, void *job);
	/* The result, in order, in the thread that calls pool_…(). Not 0: stop;
	 * the results after it are thrown away. */
	int (*take)(void *ctx, void *job);
	/* Frees what a slot holds; also of slots never used. NULL: nothing. */
	void (*job_free)(void *job);
	/* While pool_…() waits, every POOL_TICK_MS. NULL: nothing. */
	void (*tick)(void *ctx);
};

#define POOL_TICK_MS 100

/* More threads than anyone has processors. */
#define POOL_THREADS_MAX 256

/* As many processors as there are, at least 1. */
size_t pool_processors(void);

/* slots: jobs that may be started and not yet handed on; more than threads, so
 * that a long one does not keep the others waiting. With one thread and no tick
 * the caller's thread does the work itself. Returns NULL after a message. */
struct pool *pool_new(
    size_t threads, size_t slots, size_t job_size, const struct pool_calls *, void *ctx);
/* NULL: a result said stop; all there is left to do is pool_free(). */
void *pool_next(struct pool *);
void pool_start(struct pool *);
/* 0, or what the result said that was to stop. */
int pool_drain(struct pool *);
/* Waits for what is being worked on, and throws its results away. NULL is
 * fine. Returns as pool_drain(). */
int pool_free(struct pool *);

#endif
