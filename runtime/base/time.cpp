// RFC 3339 dates and times, by the usual day count of the proleptic Gregorian calendar.
#include "base/time.h"

#include <cstdio>

namespace mps {
namespace {

constexpr std::int64_t kDay = 86400;

bool IsLeap(std::int64_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int DaysInMonth(std::int64_t year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeap(year) ? 29 : kDays[month - 1];
}

// Days from 1970-01-01 to a civil date. Years begin in March here, so that the leap day is the last of its year.
std::int64_t DaysFromCivil(std::int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

struct Civil {
  std::int64_t year;
  int month;
  int day;
};

Civil CivilFromDays(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
  const int month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

// Reads the digits of one field and its bounds.
class Fields {
 public:
  explicit Fields(std::string_view text) : text_(text) {}

  Result<int> Number(std::size_t at, std::size_t digits, int least, int most, std::string_view what) {
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) {
      if (i >= text_.size() || text_[i] < '0' || text_[i] > '9') return Bad("digit expected", i);
      value = value * 10 + (text_[i] - '0');
    }
    if (value < least || value > most) return Bad(std::string(what) + " out of range", at);
    return value;
  }
  Status Mark(std::size_t at, char c) {
    if (at < text_.size() && text_[at] == c) return {};
    return Bad(std::string("`") + c + "` expected", at);
  }
  static Status Bad(std::string message, std::size_t at) { return Status(Code::kMalformed, std::move(message), at); }

 private:
  std::string_view text_;
};

Result<std::int64_t> ParseDate(Fields& fields) {
  MPS_ASSIGN(int year, fields.Number(0, 4, 0, 9999, "year"));
  MPS_TRY(fields.Mark(4, '-'));
  MPS_ASSIGN(int month, fields.Number(5, 2, 1, 12, "month"));
  MPS_TRY(fields.Mark(7, '-'));
  MPS_ASSIGN(int day, fields.Number(8, 2, 1, DaysInMonth(year, month), "day"));
  return DaysFromCivil(year, month, day) * kDay;
}

}  // namespace

Result<std::int64_t> ParseTime(std::string_view text) {
  Fields fields(text);
  MPS_ASSIGN(std::int64_t date, ParseDate(fields));
  if (text.size() == 10) return date;
  MPS_TRY(fields.Mark(10, 'T'));
  MPS_ASSIGN(int hour, fields.Number(11, 2, 0, 23, "hour"));
  MPS_TRY(fields.Mark(13, ':'));
  MPS_ASSIGN(int minute, fields.Number(14, 2, 0, 59, "minute"));
  MPS_TRY(fields.Mark(16, ':'));
  MPS_ASSIGN(int second, fields.Number(17, 2, 0, 59, "second"));
  MPS_TRY(fields.Mark(19, 'Z'));
  if (text.size() != 20) return Fields::Bad("text after the time", 20);
  return date + hour * 3600 + minute * 60 + second;
}

Result<std::string> FormatTime(std::int64_t seconds) {
  if (seconds < kMinTime || seconds > kMaxTime) return Status(Code::kUsage, "time outside the years 0000 to 9999");
  const std::int64_t days = (seconds >= 0 ? seconds : seconds - (kDay - 1)) / kDay;
  const int rest = static_cast<int>(seconds - days * kDay);
  const Civil civil = CivilFromDays(days);
  char text[96];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", static_cast<int>(civil.year), civil.month,
                civil.day, rest / 3600, rest / 60 % 60, rest % 60);
  return std::string(text);
}

std::string TimeText(std::int64_t seconds) {
  const auto text = FormatTime(seconds);
  return text.ok() ? *text : std::to_string(seconds);
}

}  // namespace mps
