using System.Collections.Immutable;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;
using Polychron.Domain.Time;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Imports;

/// <summary>
/// Makes entries of many rows in one write, with the clients, projects, labels and teams that they name, and notes which
/// rows they were in the same commit: after a crash at any point a row is either made and noted, or neither. For owners.
/// </summary>
/// <remarks>What a project asks of new entries (labels, notes) is not asked of imported ones: they are history.</remarks>
public static class ImportEntries
{
    /// <summary>What to import.</summary>
    /// <param name="Rows">The rows, 1 to <see cref="MaxRows"/>, each with a user and an id of its own.</param>
    /// <param name="Ledger">What was imported before; read only.</param>
    public sealed record Command(IReadOnlyList<ImportRow> Rows, ImportLedger Ledger);

    /// <summary>What became of the rows.</summary>
    /// <param name="Imported">How many became entries.</param>
    /// <param name="Known">How many had become entries before.</param>
    /// <param name="Refused">The others, by their position, and why.</param>
    /// <param name="Made">What was made for them.</param>
    public sealed record Outcome(int Imported, int Known, IReadOnlyList<(int Row, FieldError Error)> Refused, ImportMade Made)
    {
        internal IReadOnlyList<ImportedRows> Notes { get; init; } = [];
    }

    /// <summary>The most rows of one write: other writes of the workspace wait for it.</summary>
    public const int MaxRows = 1_000;

    /// <summary>Runs it. <see cref="Settle"/> what it answers when the write is done.</summary>
    /// <exception cref="DomainException">The caller may not.</exception>
    public static async ValueTask<Outcome> RunAsync(IWorkspaceTransaction transaction, IRandomSource random, Command command)
    {
        ManagePermit.PeopleManager(transaction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(command.Rows.Count, MaxRows);
        var notes = new List<ImportedRows>();
        await foreach (var noted in transaction.ReadImportedAsync(command.Ledger.AsOf).ConfigureAwait(false))
        {
            notes.Add(noted);
        }

        var news = notes.SelectMany(noted => noted.Ids).ToHashSet();
        var places = new ImportPlaces(transaction, random);
        var imported = new List<UInt128>(command.Rows.Count);
        var refused = new List<(int, FieldError)>();
        var known = 0;
        for (var i = 0; i < command.Rows.Count; i++)
        {
            var row = command.Rows[i];
            if (command.Ledger.Contains(row.Id) || news.Contains(row.Id))
            {
                known++;
            }
            else if (Add(transaction, places, row) is { } error)
            {
                refused.Add((i, error));
            }
            else
            {
                imported.Add(row.Id);
            }
        }

        if (imported.Count > 0)
        {
            transaction.NoteImported(imported);
            notes.Add(new ImportedRows(transaction.Picture.Sequence, imported));
        }

        return new Outcome(imported.Count, known, refused, places.Made) { Notes = notes };
    }

    /// <summary>Takes the outcome of a committed write over into the ledger. Not within the write, which may run again.</summary>
    public static void Settle(ImportLedger ledger, Outcome outcome)
    {
        foreach (var noted in outcome.Notes)
        {
            ledger.Add(noted);
        }
    }

    /// <summary>The entry of a row as far as the row alone decides it.</summary>
    internal static Entry Draft(ImportRow row) => new()
    {
        UserId = row.UserId,
        CreatorUserId = row.UserId,
        UpdaterUserId = row.UserId,
        Start = Microseconds.Truncate(row.Start),
        End = Microseconds.Truncate(row.End),
        DurationSeconds = row.Seconds,
        IsDayOnly = row.IsDayOnly,
        Title = row.Title,
        Notes = row.Notes,
        BillingStatus = row.BillingStatus ?? BillingStatus.Undetermined,
        EstimatedSeconds = row.EstimatedSeconds,
        ExternalId = row.ExternalId,
    };

    private static FieldError? Add(IWorkspaceTransaction transaction, ImportPlaces places, ImportRow row)
    {
        if (!transaction.Picture.Members.ContainsKey(row.UserId))
        {
            return new(ImportFields.Person, "This person is not in the workspace.");
        }

        if (ImportRules.Check(row) is { } wrong)
        {
            return wrong;
        }

        Project? project;
        ImmutableSortedSet<long> labels;
        try
        {
            project = places.Project(row);
            labels = places.Labels(row.Labels);
        }
        catch (DomainException refusal)
        {
            // A limit of the workspace: what was made before it stays, and the next import uses it.
            return refusal.Fields.Count > 0 ? refusal.Fields[0] : new(Fields.Project, refusal.Message);
        }

        var picture = transaction.Picture;
        var status = row.BillingStatus ?? BillingDefaults.Resolve(picture, project, row.UserId);
        transaction.Create(Draft(row) with
        {
            ProjectId = project?.Id,
            LabelIds = labels,
            HourRate = row.HourRate ?? RateRules.HourRate(picture, project, row.UserId),
            InternalHourRate = RateRules.InternalRate(picture, row.UserId),
            BillingStatus = status,
            BilledAt = status is BillingStatus.Billed or BillingStatus.Paid ? transaction.Now : null,
        });
        return null;
    }
}
