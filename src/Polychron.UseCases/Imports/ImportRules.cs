using Polychron.Domain.Clients;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Labels;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Users;

namespace Polychron.UseCases.Imports;

/// <summary>What a row must be, before anything is made for it.</summary>
public static class ImportRules
{
    /// <summary>The most labels of an imported entry.</summary>
    public const int MaxLabels = 50;

    private const int MaxExternalIdLength = 255;

    /// <summary>What is wrong with a row, or null.</summary>
    public static FieldError? Check(ImportRow row) => Names(row) ?? Entry(row) ?? Numbers(row);

    private static FieldError? Numbers(ImportRow row)
    {
        if (row.Seconds < 0 || row.EstimatedSeconds < 0 || row.Seconds > EntryLimits.MaxSpan.TotalSeconds
            || row.EstimatedSeconds > EntryLimits.MaxSpan.TotalSeconds)
        {
            return new(ImportFields.Duration, $"A duration is between 0 and {EntryLimits.MaxSpan.Days} days.");
        }

        if (!RateRules.IsRate(row.HourRate))
        {
            return new(ImportFields.Rate, EntryRules.RateText);
        }

        return row.ExternalId?.Length > MaxExternalIdLength
            ? new(ImportFields.ExternalId, $"An id has at most {MaxExternalIdLength} characters.")
            : null;
    }

    private static FieldError? Names(ImportRow row)
    {
        if (IsBad(row.Client, Client.MaxNameLength))
        {
            return new(ImportFields.Client, $"A client's name has 1 to {Client.MaxNameLength} characters.");
        }

        if (IsBad(row.Team, ProfileRules.MaxNameLength))
        {
            return new(Fields.Team, $"A team's name has 1 to {ProfileRules.MaxNameLength} characters.");
        }

        if (row.Project.Count > ProjectLimits.MaxDepth || row.Project.Any(title => IsBad(title, ProjectLimits.MaxTitleLength)))
        {
            return new(Fields.Project, $"A project's title has 1 to {ProjectLimits.MaxTitleLength} characters.");
        }

        return row.Labels.Count > MaxLabels || row.Labels.Any(name => IsBad(name, Label.MaxNameLength))
            ? new(ImportFields.Labels, $"A label has 1 to {Label.MaxNameLength} characters, and an entry at most {MaxLabels} labels.")
            : null;

        static bool IsBad(string? name, int max) =>
            name is not null && (string.IsNullOrWhiteSpace(name) || name.Length > max || name.Any(char.IsControl));
    }

    private static FieldError? Entry(ImportRow row)
    {
        try
        {
            var draft = ImportEntries.Draft(row);
            EntryRules.Check(draft, null);
            EntryRules.CheckInterval(draft);
            return null;
        }
        catch (DomainException refusal)
        {
            return refusal.Fields[0];
        }
    }
}

/// <summary>The names of what a row has beside the fields of <see cref="Fields"/>.</summary>
public static class ImportFields
{
    /// <summary>Whose time it is.</summary>
    public const string Person = "person";

    /// <summary>The client.</summary>
    public const string Client = "client";

    /// <summary>The labels.</summary>
    public const string Labels = "labels";

    /// <summary>The duration.</summary>
    public const string Duration = "duration";

    /// <summary>The rate.</summary>
    public const string Rate = "rate";

    /// <summary>The other system's id.</summary>
    public const string ExternalId = "external_id";
}
