using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Workspaces;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Log;

/// <summary>Loads a workspace's picture from its state rows: one range.</summary>
/// <remarks>
/// Rows that are read late may already contain changes after the head that was read first. The records after that head are
/// applied next, in order and to the end, which makes every row what its last record says.
/// </remarks>
internal static class StateLoader
{
    public static async Task<WorkspacePicture> LoadAsync(
        ITableStore store, string partition, HeadRow head, CancellationToken cancellation)
    {
        var picture = WorkspacePicture.Empty with
        {
            Sequence = head.Sequence,
            LongestSpan = Duration.FromTicks(checked(head.LongestSpan * 10)),
        };
        var (from, to) = WorkspaceKeys.State;
        var range = new RowRange(WorkspaceKeys.Table, partition, from, to);
        do
        {
            var page = await store.QueryAsync(range, cancellation).ConfigureAwait(false);
            foreach (var row in page.Rows)
            {
                picture = Add(picture, row);
            }

            range = range with { Continuation = page.Continuation };
        }
        while (range.Continuation is not null);
        return picture;
    }

    private static WorkspacePicture Add(WorkspacePicture picture, TableRow row)
    {
        switch (WorkspaceKeys.KindOf(row.Row))
        {
            case StateRowKind.Workspace:
                return picture with { Workspace = RowCodec.ReadWorkspace(row.Data) };
            case StateRowKind.Member:
                var member = RowCodec.ReadMember(row.Data);
                return picture with { Members = picture.Members.SetItem(member.Id, member) };
            case StateRowKind.Team:
                var team = RowCodec.ReadTeam(row.Data);
                return picture with { Teams = picture.Teams.SetItem(team.Id, team) };
            case StateRowKind.Project:
                return picture with { Projects = picture.Projects.With(RowCodec.ReadProject(row.Data)) };
            case StateRowKind.Running:
                var entry = RowCodec.ReadEntry(row.Data);
                return picture with { Running = picture.Running.SetItem(entry.UserId, entry) };
            case StateRowKind.Client:
                var client = RowCodec.ReadClient(row.Data);
                return picture with { Clients = picture.Clients.SetItem(client.Id, client) };
            case StateRowKind.Label:
                var label = RowCodec.ReadLabel(row.Data);
                return picture with { Labels = picture.Labels.SetItem(label.Id, label) };
            case StateRowKind.BudgetLevel:
                var level = RowCodec.ReadBudgetLevel(row.Data);
                return picture with { BudgetLevels = picture.BudgetLevels.SetItem(level.Id, level) };
            case StateRowKind.Webhook:
                var webhook = RowCodec.ReadWebhook(row.Data);
                return picture with { Webhooks = picture.Webhooks.SetItem(webhook.Id, webhook) };
            case StateRowKind.UserTally:
                return picture with { UserTallies = picture.UserTallies.SetItem(WorkspaceKeys.ParseTally(row.Row), Tally(row)) };
            case StateRowKind.ProjectTally:
                return picture with
                {
                    ProjectTallies = picture.ProjectTallies.SetItem(WorkspaceKeys.ParseTally(row.Row), Tally(row)),
                };
            default:
                throw new InvalidDataException($"The state row '{row.Row}' is of a kind that this version does not know.");
        }
    }

    private static EntryTally Tally(TableRow row) => RowCodec.Read(row.Data, RowCodec.Tally).ToTally();
}
