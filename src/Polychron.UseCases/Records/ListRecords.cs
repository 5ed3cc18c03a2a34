using Polychron.Domain.Clients;
using Polychron.Domain.Entries;
using Polychron.Domain.Labels;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Teams;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.UseCases.Records;

/// <summary>
/// Lists records of several workspaces: workspace by workspace, in each kind by kind, entries by their start and all else by
/// their creation, the latest first.
/// </summary>
/// <remarks>
/// All but entries come from the pictures. Entries are read by pages of up to 1,000 until the window is full; without words,
/// workspaces whose entries all lie before the window are passed by their sums. With words, at most all of them are read.
/// </remarks>
public static class ListRecords
{
    /// <summary>What is listed.</summary>
    /// <param name="Kinds">The kinds, in their order.</param>
    /// <param name="Words">Words that each record has, or null.</param>
    /// <param name="OnlyOwn">Whether of other workspaces than the caller's own only records are listed that mention the caller.</param>
    /// <param name="Offset">How many to pass by.</param>
    /// <param name="Count">How many at most.</param>
    public sealed record Query(IReadOnlyList<RecordKind> Kinds, SearchWords? Words, bool OnlyOwn, long Offset, int Count);

    /// <summary>The records of the window, each with the workspace it is in.</summary>
    public static async Task<IReadOnlyList<(Cloud Cloud, Entity Record)>> RunAsync(
        IReadOnlyList<Cloud> clouds, Query query, CancellationToken cancellation = default)
    {
        var found = new List<(Cloud, Entity)>(Math.Min(query.Count, TableLimits.MaxPageRows));
        var offset = query.Offset;
        foreach (var cloud in clouds)
        {
            foreach (var kind in query.Kinds)
            {
                var wanted = query.Count - found.Count;
                if (wanted == 0)
                {
                    return found;
                }

                var mentionsOnly = query.OnlyOwn && !cloud.IsOwn;
                var (records, passed) = kind == RecordKind.Entry
                    ? await EntriesAsync(cloud, query.Words, mentionsOnly, offset, wanted, cancellation).ConfigureAwait(false)
                    : Cut(Small(cloud, kind, query.Words, mentionsOnly), offset, wanted);
                offset -= passed;
                found.AddRange(records.Select(record => (cloud, record)));
            }
        }

        return found;
    }

    private static (IReadOnlyList<Entity> Records, long Passed) Cut(List<Entity> all, long offset, int wanted)
    {
        var passed = (int)Math.Min(offset, all.Count);
        return (all.GetRange(passed, Math.Min(wanted, all.Count - passed)), passed);
    }

    private static List<Entity> Small(Cloud cloud, RecordKind kind, SearchWords? words, bool mentionsOnly)
    {
        var picture = cloud.View.Picture;
        IEnumerable<Entity> all = kind switch
        {
            RecordKind.Cloud => picture.Workspace is { } workspace ? [workspace] : [],
            RecordKind.Person => picture.Members.Values.Where(member => member is { IsActive: true, RobotOf: null }),
            RecordKind.Robot => picture.Members.Values.Where(member => member is { IsActive: true, RobotOf: not null }),
            RecordKind.Team => picture.Teams.Values,
            RecordKind.Client => picture.Clients.Values,
            RecordKind.Label => picture.Labels.Values,
            RecordKind.Project => picture.Projects.All,
            _ => [],
        };
        return
        [
            .. all.Where(record => RecordPermit.Sees(picture, cloud.Member, record)
                    && (!mentionsOnly || RecordPermit.Mentions(record, cloud.Member.Id))
                    && (words is null || Has(words, record)))
                .OrderByDescending(record => record.Id),
        ];
    }

    private static bool Has(SearchWords words, Entity record) => record switch
    {
        Workspace workspace => words.Matches(workspace.Name, null),
        Member member => words.Matches(member.Name, member.Email),
        Team team => words.Matches(team.Name, null),
        Client client => words.Matches(client.Name, client.ExternalId),
        Label label => words.Matches(label.Name, null),
        Project project => words.Matches(project.Title, project.Notes),
        _ => false,
    };

    private static async ValueTask<(IReadOnlyList<Entity> Records, long Passed)> EntriesAsync(
        Cloud cloud, SearchWords? words, bool mentionsOnly, long offset, int wanted, CancellationToken cancellation)
    {
        var filter = new EntryFilter { IncludeColleagues = !mentionsOnly, Search = words };
        var bound = filter.Bind(cloud.View.Picture, cloud.Member);
        if (bound.IsRangeOnly && EntryCounts.OfIndex(cloud.View.Picture, bound.Scan) is var total && total <= offset)
        {
            return ([], total);
        }

        var found = new List<Entity>();
        long passed = 0;
        var scan = bound.Scan with
        {
            PageSize = bound.IsRangeOnly ? (int)Math.Clamp(offset + wanted, 1, TableLimits.MaxPageRows) : TableLimits.MaxPageRows,
        };
        await foreach (var page in cloud.View.ScanEntriesAsync(scan, cancellation).ConfigureAwait(false))
        {
            foreach (var entry in page.Where(bound.Matches))
            {
                if (passed < offset)
                {
                    passed++;
                }
                else if (found.Count < wanted)
                {
                    found.Add(entry);
                }
            }

            if (found.Count == wanted)
            {
                break;
            }
        }

        return (found, passed);
    }
}
