using System.Text.Json;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timedash.Resources;

/// <summary>The account of the key, with the user of the key and everyone who works in it.</summary>
internal static class Account
{
    /// <summary>The names of roles, in the domain's order.</summary>
    public static readonly IReadOnlyList<string> Roles = ["viewer", "member", "manager", "owner"];

    /// <summary>The names of plans, in the domain's order.</summary>
    public static readonly IReadOnlyList<string> Plans = ["free", "solo_pro", "team", "business"];

    public static byte[] Render(Viewer viewer) => JsonBytes.Render(viewer, static (json, viewer) =>
    {
        var workspace = viewer.Picture.Workspace!;
        json.WriteStartObject();
        json.WriteNumber("id"u8, workspace.Id);
        json.WriteString("object"u8, "account"u8);
        json.WriteString("name"u8, workspace.Name);
        json.WriteString("currency"u8, viewer.CurrencyCode);
        json.WriteString("time_zone"u8, workspace.TimeZone);
        json.WriteString("plan"u8, Plans[(int)workspace.Plan]);
        json.WriteBoolean("read_only"u8, workspace.BillingState == BillingState.ReadOnly);
        json.WriteInstant("created", workspace.CreatedAt);
        json.WriteInstant("updated", workspace.UpdatedAt);
        json.WritePropertyName("user"u8);
        WriteUser(json, viewer.Member);
        json.WriteStartArray("users"u8);
        foreach (var member in viewer.Picture.Members.Values.Where(member => member.IsActive).OrderBy(member => member.Id))
        {
            WriteUser(json, member);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteUser(Utf8JsonWriter json, Member member)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, member.Id);
        json.WriteString("object"u8, "user"u8);
        json.WriteString("name"u8, member.Name);
        json.WriteString("email"u8, member.Email);
        json.WriteString("role"u8, Roles[(int)member.Role]);
        json.WriteEndObject();
    }
}
