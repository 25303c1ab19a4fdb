#pragma once
// What Glibc's Swift overlay leaves out, as inline functions.
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <malloc.h>
#include <pthread.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct { uint32_t events; void *pointer; } linux_event;

static inline int linux_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }
static inline int linux_epoll_control(int epoll, int operation, int fd, uint32_t events, void *pointer) {
  struct epoll_event e = { .events = events, .data.ptr = pointer };
  return epoll_ctl(epoll, operation, fd, &e);
}
/* Waits for at most 256 events. */
static inline int linux_epoll_wait(int epoll, linux_event *out, int max, int timeout_ms) {
  struct epoll_event e[256];
  if (max > 256) max = 256;
  int n = epoll_wait(epoll, e, max, timeout_ms);
  for (int i = 0; i < n; i++) { out[i].events = e[i].events; out[i].pointer = e[i].data.ptr; }
  return n;
}
static inline int linux_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }
/* GNU extensions, declared by hand: defining _GNU_SOURCE in one module only changes the layout of fd_set. */
extern int pthread_setname_np(pthread_t thread, const char *name);
static inline int linux_name_thread(const char *name) { return pthread_setname_np(pthread_self(), name); }
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
extern int pipe2(int ends[2], int flags);
