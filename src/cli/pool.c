/* SPDX-License-Identifier: MIT */
/* A ring of slots. Three counters only ever grow and say what each slot is at:
 * [taken, claimed) is being worked on or done, [claimed, started) waits. */
#include "cli/pool.h"

#include <dateline/base.h>

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/diag.h"

/* What a main thread has; a small default (musl) would be too little for the
 * parsers underneath, which walk deep trees by recursion. */
#define STACK_BYTES ((size_t)8 << 20)

struct thread {
	struct pool *pool;
	void *worker;
	pthread_t id;
};

struct pool {
	const struct pool_calls *calls;
	void *ctx;
	struct thread *threads;
	size_t n_threads, n_running; /* workers made; threads that run, 0: the caller works */
	unsigned char *jobs;
	bool *done; /* by slot */
	size_t job_size, n_slots;
	int stopped;
	/* Under the lock. */
	pthread_mutex_t lock;
	pthread_cond_t work, result;
	size_t taken, claimed, started;
	bool closing;
};

static void *slot(struct pool *p, size_t number)
{
	return p->jobs + number % p->n_slots * p->job_size;
}

size_t pool_processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < 1 ? 1 : n > POOL_THREADS_MAX ? POOL_THREADS_MAX : (size_t)n;
}

static void *run(void *arg)
{
	struct thread *t = arg;
	struct pool *p = t->pool;
	pthread_mutex_lock(&p->lock);
	for (;;) {
		while (p->claimed == p->started && !p->closing)
			pthread_cond_wait(&p->work, &p->lock);
		if (p->closing)
			break;
		size_t number = p->claimed++;
		pthread_mutex_unlock(&p->lock);
		p->calls->work(t->worker, slot(p, number));
		pthread_mutex_lock(&p->lock);
		p->done[number % p->n_slots] = true;
		pthread_cond_signal(&p->result);
	}
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

/* With all signals blocked: they are for the main thread. Fewer threads than
 * were asked for are fine, none is too: then the caller works. */
static void start_threads(struct pool *p)
{
	pthread_attr_t attr;
	sigset_t all, old;
	if (pthread_attr_init(&attr) != 0)
		return;
	pthread_attr_setstacksize(&attr, STACK_BYTES);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	while (p->n_running < p->n_threads && pthread_create(&p->threads[p->n_running].id, &attr,
						  run, &p->threads[p->n_running]) == 0)
		p->n_running++;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	pthread_attr_destroy(&attr);
}

static bool make_workers(struct pool *p, size_t n)
{
	for (; p->n_threads < n; p->n_threads++) {
		struct thread *t = &p->threads[p->n_threads];
		t->pool = p;
		t->worker = p->calls->worker_new(p->ctx);
		if (t->worker == NULL)
			return false;
	}
	return true;
}

/* Waits are measured by a clock that nobody sets. */
static bool make_conditions(struct pool *p)
{
	pthread_condattr_t attr;
	if (pthread_condattr_init(&attr) != 0)
		return false;
	bool good = pthread_condattr_setclock(&attr, CLOCK_MONOTONIC) == 0 &&
		    pthread_mutex_init(&p->lock, NULL) == 0;
	if (good && pthread_cond_init(&p->work, NULL) != 0) {
		pthread_mutex_destroy(&p->lock);
		good = false;
	}
	if (good && pthread_cond_init(&p->result, &attr) != 0) {
		pthread_cond_destroy(&p->work);
		pthread_mutex_destroy(&p->lock);
		good = false;
	}
	pthread_condattr_destroy(&attr);
	return good;
}

static void release(struct pool *p)
{
	for (size_t i = 0; i < p->n_threads; i++)
		p->calls->worker_free(p->threads[i].worker);
	for (size_t i = 0; p->jobs != NULL && p->calls->job_free != NULL && i < p->n_slots; i++)
		p->calls->job_free(slot(p, i));
	free(p->threads);
	free(p->jobs);
	free(p->done);
	free(p);
}

struct pool *pool_new(
    size_t threads, size_t slots, size_t job_size, const struct pool_calls *calls, void *ctx)
{
	struct pool *p = calloc(1, sizeof(*p));
	if (p == NULL) {
		diag_usage(NULL, "out of memory");
		return NULL;
	}
	threads = threads < 1 ? 1 : threads > POOL_THREADS_MAX ? POOL_THREADS_MAX : threads;
	*p = (struct pool){.calls = calls, .ctx = ctx, .job_size = job_size, .n_slots = slots};
	p->threads = calloc(threads, sizeof(*p->threads));
	p->jobs = calloc(slots, job_size);
	p->done = calloc(slots, sizeof(*p->done));
	if (p->threads == NULL || p->jobs == NULL || p->done == NULL || !make_conditions(p)) {
		diag_usage(NULL, "out of memory");
		release(p);
		return NULL;
	}
	if (!make_workers(p, threads)) {
		pool_free(p);
		return NULL;
	}
	if (threads > 1 || calls->tick != NULL)
		start_threads(p);
	return p;
}

static void wait_tick(struct pool *p)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += POOL_TICK_MS * 1000000L;
	if (until.tv_nsec >= 1000000000L) {
		until.tv_nsec -= 1000000000L;
		until.tv_sec++;
	}
	if (pthread_cond_timedwait(&p->result, &p->lock, &until) != ETIMEDOUT)
		return;
	pthread_mutex_unlock(&p->lock);
	p->calls->tick(p->ctx);
	pthread_mutex_lock(&p->lock);
}

/* The oldest job's result is handed on, once it is there. */
static void take_oldest(struct pool *p)
{
	bool *done = &p->done[p->taken % p->n_slots];
	pthread_mutex_lock(&p->lock);
	while (!*done && p->calls->tick == NULL)
		pthread_cond_wait(&p->result, &p->lock);
	while (!*done)
		wait_tick(p);
	*done = false;
	pthread_mutex_unlock(&p->lock);
	if (p->stopped == 0)
		p->stopped = p->calls->take(p->ctx, slot(p, p->taken));
	p->taken++;
}

/* Results that are there already: output does not wait for more input. */
static void take_done(struct pool *p)
{
	while (p->taken < p->started) {
		pthread_mutex_lock(&p->lock);
		bool done = p->done[p->taken % p->n_slots];
		pthread_mutex_unlock(&p->lock);
		if (!done)
			return;
		take_oldest(p);
	}
}

void *pool_next(struct pool *p)
{
	take_done(p);
	if (p->started - p->taken == p->n_slots)
		take_oldest(p);
	return p->stopped != 0 ? NULL : slot(p, p->started);
}

void pool_start(struct pool *p)
{
	if (p->n_running == 0) {
		p->calls->work(p->threads[0].worker, slot(p, p->started));
		p->done[p->started % p->n_slots] = true;
		p->started++;
		return;
	}
	pthread_mutex_lock(&p->lock);
	p->started++;
	pthread_cond_signal(&p->work);
	pthread_mutex_unlock(&p->lock);
}

int pool_drain(struct pool *p)
{
	while (p->taken < p->started && p->stopped == 0)
		take_oldest(p);
	return p->stopped;
}

int pool_free(struct pool *p)
{
	if (p == NULL)
		return 0;
	int stopped = p->stopped;
	pthread_mutex_lock(&p->lock);
	p->closing = true;
	pthread_cond_broadcast(&p->work);
	pthread_mutex_unlock(&p->lock);
	for (size_t i = 0; i < p->n_running; i++)
		pthread_join(p->threads[i].id, NULL);
	pthread_cond_destroy(&p->result);
	pthread_cond_destroy(&p->work);
	pthread_mutex_destroy(&p->lock);
	release(p);
	return stopped;
}
