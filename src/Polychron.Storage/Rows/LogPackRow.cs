using System.Text.Json.Serialization;
using Polychron.Domain.Budgets;
using Polychron.Domain.Clients;
using Polychron.Domain.Entries;
using Polychron.Domain.Labels;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.Domain.OAuth;
using Polychron.Domain.Projects;
using Polychron.Domain.Teams;
using Polychron.Domain.Time;
using Polychron.Domain.Users;
using Polychron.Domain.Webhooks;
using Polychron.Domain.Workspaces;

namespace Polychron.Storage.Rows;

/// <summary>The records of one commit, or of a part of a large one, in one row.</summary>
internal sealed class LogPackRow
{
    /// <summary>The commit's operation id, by which a commit whose answer was lost is recognised.</summary>
    [JsonPropertyName("op")]
    public string OperationId { get; set; } = "";

    /// <summary>Whether the rows of these records are written after the commit (see <see cref="HeadRow.Redo"/>).</summary>
    [JsonPropertyName("redo")]
    public bool IsRedo { get; set; }

    [JsonPropertyName("r")]
    public List<RecordRow> Records { get; set; } = [];

    /// <summary>The sums over users' entries that the commit changed; on the commit's last pack.</summary>
    [JsonPropertyName("ut")]
    public Dictionary<long, TallyRow>? UserTallies { get; set; }

    /// <summary>The sums over projects' entries that the commit changed; on the commit's last pack.</summary>
    [JsonPropertyName("pt")]
    public Dictionary<long, TallyRow>? ProjectTallies { get; set; }
}

/// <summary>A stored log record. Exactly one of the image pairs is there: the one of the record's kind.</summary>
internal sealed class RecordRow
{
    [JsonPropertyName("q")]
    public long Sequence { get; set; }

    [JsonPropertyName("t")]
    public long At { get; set; }

    [JsonPropertyName("a")]
    public long ActorId { get; set; }

    [JsonPropertyName("entry")]
    public ImagePair<EntryRow>? Entry { get; set; }

    [JsonPropertyName("project")]
    public ImagePair<ProjectRow>? Project { get; set; }

    [JsonPropertyName("member")]
    public ImagePair<MemberRow>? Member { get; set; }

    [JsonPropertyName("team")]
    public ImagePair<TeamRow>? Team { get; set; }

    [JsonPropertyName("workspace")]
    public ImagePair<WorkspaceRow>? Workspace { get; set; }

    [JsonPropertyName("client")]
    public ImagePair<ClientRow>? Client { get; set; }

    [JsonPropertyName("label")]
    public ImagePair<LabelRow>? Label { get; set; }

    [JsonPropertyName("budget")]
    public ImagePair<BudgetLevelRow>? BudgetLevel { get; set; }
    [JsonPropertyName("webhook")]
    public ImagePair<WebhookRow>? Webhook { get; set; }

    [JsonPropertyName("user")]
    public ImagePair<UserRow>? User { get; set; }

    [JsonPropertyName("token")]
    public ImagePair<TokenRow>? Token { get; set; }

    [JsonPropertyName("membership")]
    public ImagePair<MembershipRow>? Membership { get; set; }

    [JsonPropertyName("application")]
    public ImagePair<OAuthApplicationRow>? Application { get; set; }

    [JsonPropertyName("grant")]
    public ImagePair<OAuthGrantRow>? Grant { get; set; }

    public static RecordRow From(LogRecord record)
    {
        var row = new RecordRow
        {
            Sequence = record.Sequence,
            At = Microseconds.FromInstant(record.At),
            ActorId = record.ActorId,
        };
        switch (record.Subject)
        {
            case Entry _: row.Entry = Pair<Entry, EntryRow>(record, EntryRow.From); break;
            case Project _: row.Project = Pair<Project, ProjectRow>(record, ProjectRow.From); break;
            case Member _: row.Member = Pair<Member, MemberRow>(record, MemberRow.From); break;
            case Team _: row.Team = Pair<Team, TeamRow>(record, TeamRow.From); break;
            case Workspace _: row.Workspace = Pair<Workspace, WorkspaceRow>(record, WorkspaceRow.From); break;
            case Client _: row.Client = Pair<Client, ClientRow>(record, ClientRow.From); break;
            case Label _: row.Label = Pair<Label, LabelRow>(record, LabelRow.From); break;
            case BudgetLevel _: row.BudgetLevel = Pair<BudgetLevel, BudgetLevelRow>(record, BudgetLevelRow.From); break;
            case Webhook _: row.Webhook = Pair<Webhook, WebhookRow>(record, WebhookRow.From); break;
            case User _: row.User = Pair<User, UserRow>(record, UserRow.From); break;
            case ApiToken _: row.Token = Pair<ApiToken, TokenRow>(record, TokenRow.From); break;
            case Membership _: row.Membership = Pair<Membership, MembershipRow>(record, MembershipRow.From); break;
            case OAuthApplication _: row.Application = Pair<OAuthApplication, OAuthApplicationRow>(record, OAuthApplicationRow.From); break;
            case OAuthGrant _: row.Grant = Pair<OAuthGrant, OAuthGrantRow>(record, OAuthGrantRow.From); break;
            default: throw new InvalidOperationException($"A {record.Subject.Kind} has no stored form.");
        }

        return row;
    }

    public LogRecord ToRecord()
    {
        var (before, after) = Images();
        return new LogRecord(Sequence, Microseconds.ToInstant(At), ActorId, before, after);
    }

    private (Entity? Before, Entity? After) Images() => this switch
    {
        { Entry: { } pair } => (pair.Before?.ToEntity(), pair.After?.ToEntity()),
        { Project: { } pair } => (pair.Before?.ToEntity(), pair.After?.ToEntity()),
        { Member: { } pair } => (pair.Before?.ToEntity(), pair.After?.ToEntity()),
        { Team: { } pair } => (pair.Before?.ToEntity(), pair.After?.ToEntity()),
        { Workspace: { } pair } => (pair.Before?.ToEntity(), pair.After?.ToEntity()),
        { Client: { } pair } => (pair.Before?.ToEntity(), pair.After?.ToEntity()),
        { Label: { } pair } => (pair.Before?.ToEntity(), pair.After?.ToEntity()),
        { BudgetLevel: { } pair } => (pair.Before?.ToEntity(), pair.After?.ToEntity()),
        { Webhook: { } pair } => (pair.Before?.ToEntity(), pair.After?.ToEntity()),
        { User: { } pair } => (pair.Before?.ToEntity(), pair.After?.ToEntity()),
        { Token: { } pair } => (pair.Before?.ToEntity(), pair.After?.ToEntity()),
        { Membership: { } pair } => (pair.Before?.ToEntity(), pair.After?.ToEntity()),
        { Application: { } pair } => (pair.Before?.ToEntity(), pair.After?.ToEntity()),
        { Grant: { } pair } => (pair.Before?.ToEntity(), pair.After?.ToEntity()),
        _ => throw new InvalidDataException($"Log record {Sequence} is of a kind that this version does not know."),
    };

    private static ImagePair<TRow> Pair<TEntity, TRow>(LogRecord record, Func<TEntity, TRow> convert)
        where TEntity : Entity
        where TRow : class => new()
        {
            Before = record.Before is TEntity before ? convert(before) : null,
            After = record.After is TEntity after ? convert(after) : null,
        };
}

/// <summary>How an entity was before and after; absent before its creation and after its deletion.</summary>
internal sealed class ImagePair<TRow>
    where TRow : class
{
    [JsonPropertyName("b")]
    public TRow? Before { get; set; }

    [JsonPropertyName("x")]
    public TRow? After { get; set; }
}
