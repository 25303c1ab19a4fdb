#include "CPhoneNumber.h"

#include <cstring>
#include <string>

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

template <size_t size>
void copy(const std::string &text, char (&out)[size]) {
  size_t count = text.size() < size - 1 ? text.size() : size - 1;
  std::memcpy(out, text.data(), count);
  out[count] = 0;
}

void describe(const PhoneNumberUtil &util, const PhoneNumber &number, phone_number *out) {
  std::string text;
  std::memset(out, 0, sizeof(*out));
  util.Format(number, PhoneNumberUtil::E164, &text);
  copy(text, out->e164);
  util.Format(number, PhoneNumberUtil::NATIONAL, &text);
  copy(text, out->national);
  util.Format(number, PhoneNumberUtil::INTERNATIONAL, &text);
  copy(text, out->international);
  util.Format(number, PhoneNumberUtil::RFC3966, &text);
  copy(text, out->rfc3966);
  copy(number.extension(), out->extension);
  util.GetRegionCodeForNumber(number, &text);
  copy(text == "ZZ" ? std::string() : text, out->country);
  out->country_code = number.country_code();
  int type = util.GetNumberType(number);
  out->type = type < PHONE_UNKNOWN ? type : PHONE_UNKNOWN;
  out->is_valid = util.IsValidNumber(number);
}

phone_result result(PhoneNumberUtil::ErrorType error) {
  switch (error) {
    case PhoneNumberUtil::NO_PARSING_ERROR: return PHONE_OK;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR: return PHONE_INVALID_COUNTRY;
    case PhoneNumberUtil::NOT_A_NUMBER: return PHONE_NOT_A_NUMBER;
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
    case PhoneNumberUtil::TOO_SHORT_NSN: return PHONE_TOO_SHORT;
    case PhoneNumberUtil::TOO_LONG_NSN: return PHONE_TOO_LONG;
    default: return PHONE_FAILED;
  }
}

}  // namespace

extern "C" phone_result phone_parse(const char *text, const char *country, phone_number *out) {
  try {
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    std::string region(*country ? country : "ZZ");
    phone_result parsed = result(util.Parse(text, region, &number));
    if (parsed != PHONE_OK) return parsed;
    switch (util.IsPossibleNumberWithReason(number)) {
      case PhoneNumberUtil::TOO_SHORT: return PHONE_TOO_SHORT;
      case PhoneNumberUtil::TOO_LONG: return PHONE_TOO_LONG;
      case PhoneNumberUtil::INVALID_COUNTRY_CODE: return PHONE_INVALID_COUNTRY;
      default: break;
    }
    describe(util, number, out);
    return PHONE_OK;
  } catch (...) {
    return PHONE_FAILED;
  }
}

extern "C" int32_t phone_example(const char *country, phone_number *out) {
  try {
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    if (!util.GetExampleNumber(country, &number)) return 0;
    describe(util, number, out);
    return 1;
  } catch (...) {
    return 0;
  }
}
