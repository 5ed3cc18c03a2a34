using System.Globalization;
using System.Numerics;

namespace Polychron.Security.Tests.Support;

/// <summary>Ids of Timespace's records, made as its documentation says: cloud, letter and number, and check digits by ISO/IEC 7064, MOD 97-10.</summary>
internal static class Records
{
    public static IReadOnlyDictionary<string, string> Letters { get; } = new Dictionary<string, string>
    {
        ["c"] = "client", ["p"] = "project", ["l"] = "tag", ["e"] = "entry", ["t"] = "team", ["m"] = "user",
    };

    public static string Id(string cloud, string letter, long number)
    {
        var digits = string.Concat($"{cloud}{letter}{number}00".Select(c => char.IsAsciiDigit(c) ? $"{c}" : (c - 'a' + 10).ToString(CultureInfo.InvariantCulture)));
        var check = 98 - (int)(BigInteger.Parse(digits, CultureInfo.InvariantCulture) % 97);
        return $"{cloud}-{letter}{number}-{check:D2}";
    }
}
