using System.Text.Json;
using Polychron.Domain.Billing;

namespace Polychron.Dialects.Timing.Mapping;

/// <summary>Timing's names of billing statuses.</summary>
internal static class BillingStatusNames
{
    /// <summary>What an entry can be sorted by and shown with, in the order of the domain's statuses.</summary>
    private static readonly JsonEncodedText[] Names =
    [
        JsonEncodedText.Encode("undetermined"),
        JsonEncodedText.Encode("not_billable"),
        JsonEncodedText.Encode("billable"),
        JsonEncodedText.Encode("billed"),
        JsonEncodedText.Encode("paid"),
    ];

    /// <summary>The name.</summary>
    public static JsonEncodedText Of(BillingStatus status) => Names[(int)status];

    /// <summary>The status of a name, letters' case counting.</summary>
    public static bool TryParse(string? name, out BillingStatus status)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (Names[i].Value == name)
            {
                status = (BillingStatus)i;
                return true;
            }
        }

        status = default;
        return false;
    }
}
