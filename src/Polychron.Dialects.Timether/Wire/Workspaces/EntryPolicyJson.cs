using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timether.Wire.Bodies;
using Polychron.Domain.Entries.Policies;
using Polychron.UseCases;

namespace Polychron.Dialects.Timether.Wire.Workspaces;

/// <summary>A workspace's rules for entries as Timether shows and reads them.</summary>
internal static class EntryPolicyJson
{
    /// <summary>The member of a workspace that holds them.</summary>
    public const string Name = "entry_policy";

    private static readonly string[] OverlapNames = ["allow", "reject", "trim", "split"];
    private static readonly string[] ModeNames = ["none", "up", "down", "nearest"];
    private static readonly string[] ScopeNames = ["entry", "day_and_project"];

    /// <summary>Writes the rules as a member of the workspace.</summary>
    public static void Write(Utf8JsonWriter json, EntryPolicy policy)
    {
        json.WriteStartObject(Name);
        json.WriteString("overlap"u8, OverlapNames[(int)policy.Overlap]);
        WriteRounding(json, policy.Rounding);
        json.WriteString("locked_before"u8, policy.LockedBefore is { } day ? LocalDatePattern.Iso.Format(day) : null);
        json.WriteBoolean("requires_project"u8, policy.RequiresProject);
        json.WriteBoolean("requires_tag"u8, policy.RequiresLabel);
        json.WriteEndObject();
    }

    /// <summary>Writes how durations are rounded, as a member of the rules or of a report.</summary>
    public static void WriteRounding(Utf8JsonWriter json, Rounding rounding)
    {
        json.WriteStartObject("rounding"u8);
        json.WriteString("mode"u8, ModeNames[(int)rounding.Mode]);
        json.WriteNumber("minutes"u8, rounding.Minutes);
        json.WriteString("scope"u8, ScopeNames[(int)rounding.Scope]);
        json.WriteEndObject();
    }

    /// <summary>Reads a change of the rules; what is left out stays. Null if there is none.</summary>
    public static Func<EntryPolicy, EntryPolicy>? Read(JsonObjectReader workspace)
    {
        if (workspace.Member(Name) is not { } reader)
        {
            return null;
        }

        var overlap = Word<OverlapRule>(reader, "overlap", OverlapNames);
        var rounding = reader.Member("rounding");
        var mode = rounding is null ? default : Word<RoundingMode>(rounding, "mode", ModeNames);
        var minutes = rounding is null ? default : rounding.WholeNumber("minutes", 1, Rounding.MaxMinutes).Given(rounding, "minutes");
        var scope = rounding is null ? default : Word<RoundingScope>(rounding, "scope", ScopeNames);
        var lockedBefore = Day(reader, "locked_before");
        var requiresProject = reader.Boolean("requires_project").Given(reader, "requires_project");
        var requiresLabel = reader.Boolean("requires_tag").Given(reader, "requires_tag");
        return before => before with
        {
            Overlap = overlap.Or(before.Overlap),
            Rounding = new Rounding(
                mode.Or(before.Rounding.Mode), (int)minutes.Or(before.Rounding.Minutes), scope.Or(before.Rounding.Scope)),
            LockedBefore = lockedBefore.Or(before.LockedBefore),
            RequiresProject = requiresProject.Or(before.RequiresProject),
            RequiresLabel = requiresLabel.Or(before.RequiresLabel),
        };
    }

    private static Change<T> Word<T>(JsonObjectReader reader, string name, string[] names)
        where T : struct, Enum =>
        TimetherBody.Word<int>(
            reader,
            name,
            word => Array.IndexOf(names, word) is >= 0 and var index ? index : null,
            $"must be one of {string.Join(", ", names)}.").Given(reader, name) is { IsSet: true } change
            ? Change<T>.To((T)Enum.ToObject(typeof(T), change.Or(0)))
            : default;

    private static Change<LocalDate?> Day(JsonObjectReader reader, string name)
    {
        var text = reader.Text(name, 10);
        if (!text.IsPresent)
        {
            return default;
        }

        if (text.Value is null)
        {
            return Change<LocalDate?>.To(null);
        }

        if (LocalDatePattern.Iso.Parse(text.Value).TryGetValue(default, out var day))
        {
            return Change<LocalDate?>.To(day);
        }

        reader.Fail(name, "must be a day such as 2024-03-01, or null.");
        return default;
    }
}
