using Polychron.Domain.CustomFields;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Rates;
using Polychron.UseCases.CustomFields;
using Polychron.UseCases.Permissions;

namespace Polychron.UseCases.Entries;

/// <summary>What an entry's values must be, whichever dialect they come through.</summary>
internal static class EntryRules
{
    /// <summary>What a rate can be.</summary>
    public static readonly string RateText = $"A rate is from 0 to {RateRules.MaxHourRate} minor units an hour.";

    public static void Check(Entry entry, IEnumerable<KeyValuePair<string, string?>>? customFields)
    {
        var errors = new List<FieldError>();
        if (entry.Title?.Length > EntryLimits.MaxTitleLength)
        {
            errors.Add(new(Fields.Title, $"An entry's title has at most {EntryLimits.MaxTitleLength} characters."));
        }

        if (entry.Notes?.Length > EntryLimits.MaxNotesLength)
        {
            errors.Add(new(Fields.Notes, $"An entry's notes have at most {EntryLimits.MaxNotesLength} characters."));
        }

        if (entry.LabelIds.Count > EntryLimits.MaxLabels)
        {
            errors.Add(new(Fields.LabelIds, $"An entry has at most {EntryLimits.MaxLabels} labels."));
        }

        if (entry.ExternalId?.Length > EntryLimits.MaxExternalIdLength)
        {
            errors.Add(new(Fields.ExternalId, $"An external id has at most {EntryLimits.MaxExternalIdLength} characters."));
        }

        if (entry.DurationSeconds < 0 || entry.EstimatedSeconds < 0)
        {
            errors.Add(new(Fields.Duration, "A duration is not negative."));
        }

        CustomFieldRules.Check(customFields, entry.CustomFields, errors);
        if (errors.Count > 0)
        {
            throw DomainException.Invalid(errors);
        }
    }

    /// <summary>Checks what of custom fields the caller's API lets be set (see <see cref="CustomFieldRules.CheckLimits"/>).</summary>
    public static void CheckCustomFieldLimits(
        Entry? before, Entry after, IEnumerable<KeyValuePair<string, string?>>? changes, CustomFieldLimits? limits)
    {
        var errors = new List<FieldError>();
        CustomFieldRules.CheckLimits(
            before?.CustomFields ?? CustomFieldSet.Empty, changes, after.CustomFields, limits, errors);
        if (errors.Count > 0)
        {
            throw DomainException.Invalid(errors);
        }
    }

    /// <summary>Checks clock times that a client set.</summary>
    public static void CheckInterval(Entry entry)
    {
        if (entry.Start < EntryLimits.Earliest || entry.Start >= EntryLimits.Latest)
        {
            throw DomainException.Invalid(Fields.Start, "A start lies between the years 1900 and 2199.");
        }

        if (entry.End is not { } end)
        {
            return;
        }

        if (end < entry.Start)
        {
            throw DomainException.Invalid(Fields.End, "An entry ends at or after its start.");
        }

        if (end - entry.Start > EntryLimits.MaxSpan)
        {
            throw DomainException.Invalid(Fields.End, $"An entry spans at most {EntryLimits.MaxSpan.Days} days.");
        }
    }

    /// <summary>Refuses an entry's own rate to those from whom rates are hidden, and one that no entry can have.</summary>
    public static void CheckRate(Member actor, long hourRate)
    {
        if (!RateRules.IsRate(hourRate))
        {
            throw DomainException.Invalid(Fields.HourRate, RateText);
        }

        if (!RatePermit.SeesRates(actor))
        {
            throw DomainException.Forbidden("You may not set rates.");
        }
    }

    /// <summary>An empty text is no text.</summary>
    public static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
