#pragma once
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

/* Swift does not call variadic C functions. */
static inline CURLcode curl_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}
static inline CURLcode curl_set_text(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}
static inline CURLcode curl_set_pointer(CURL *easy, CURLoption option, const void *value) {
  return curl_easy_setopt(easy, option, value);
}
/* The bytes are copied. */
static inline CURLcode curl_set_body(CURL *easy, const void *bytes, curl_off_t count) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, count);
  return code == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, bytes) : code;
}
typedef size_t (*curl_data_function)(char *bytes, size_t size, size_t count, void *context);
static inline CURLcode curl_set_data_function(CURL *easy, CURLoption option, curl_data_function function) {
  return curl_easy_setopt(easy, option, function);
}
static inline CURLcode curl_set_socket_function(CURL *easy, curl_opensocket_callback function) {
  return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, function);
}
static inline CURLcode curl_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}
static inline CURLcode curl_get_text(CURL *easy, CURLINFO info, char **value) {
  return curl_easy_getinfo(easy, info, value);
}
static inline CURLMcode curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}
/* Copies the 4 or 16 bytes of the address and returns how many; 0 for anything but IPv4 and IPv6. The offsets are those
   of sockaddr_in and sockaddr_in6 (ip(7), ipv6(7)), whose header Swift's Glibc module claims for itself. */
static inline int curl_address(const struct curl_sockaddr *address, unsigned char out[16]) {
  int count = address->family == AF_INET ? 4 : address->family == AF_INET6 ? 16 : 0;
  memcpy(out, (const unsigned char *)&address->addr + (count == 4 ? 4 : 8), (size_t)count);
  return count;
}
static inline curl_socket_t curl_open_socket(const struct curl_sockaddr *address) {
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}
static inline CURLcode curl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}
