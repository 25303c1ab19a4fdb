#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A plain C face of Google's libphonenumber. Thread-safe; no C++ exception leaves it. */

typedef enum {
  PHONE_OK = 0,
  PHONE_INVALID_COUNTRY = 1,
  PHONE_NOT_A_NUMBER = 2,
  PHONE_TOO_SHORT = 3,
  PHONE_TOO_LONG = 4,
  PHONE_FAILED = 5,
} phone_result;

/* The order of libphonenumber's PhoneNumberType. */
typedef enum {
  PHONE_FIXED_LINE, PHONE_MOBILE, PHONE_FIXED_LINE_OR_MOBILE, PHONE_TOLL_FREE, PHONE_PREMIUM_RATE, PHONE_SHARED_COST,
  PHONE_VOIP, PHONE_PERSONAL, PHONE_PAGER, PHONE_UAN, PHONE_VOICEMAIL, PHONE_UNKNOWN,
} phone_type;

/* Texts end in a zero byte and are cut off when too long. */
typedef struct {
  char e164[32];
  char national[64];
  char international[64];
  char rfc3966[64];
  char extension[32];
  char country[4]; /* ISO 3166, "001" for international services, "" if it belongs nowhere */
  int32_t country_code;
  int32_t type;
  int32_t is_valid;
} phone_number;

/* Reads text as somebody in `country` (ISO 3166, may be "") would write it. */
phone_result phone_parse(const char *text, const char *country, phone_number *out);

/* The number of a country as an example for forms: 0 if there is none. */
int32_t phone_example(const char *country, phone_number *out);

#ifdef __cplusplus
}
#endif
