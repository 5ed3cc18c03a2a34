using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Polychron.Domain.Budgets;
using Polychron.Domain.Clients;
using Polychron.Domain.Entries;
using Polychron.Domain.Labels;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.Domain.OAuth;
using Polychron.Domain.Projects;
using Polychron.Domain.Teams;
using Polychron.Domain.Users;
using Polychron.Domain.Webhooks;
using Polychron.Domain.Workspaces;

namespace Polychron.Storage.Rows;

/// <summary>Turns rows into the bytes that are stored and back: UTF-8 JSON, which a person with a storage browser can read.</summary>
internal static class RowCodec
{
    private static readonly RowJson Json = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static JsonTypeInfo<HeadRow> Head { get; } = Json.HeadRow;

    public static JsonTypeInfo<LogPackRow> Pack { get; } = Json.LogPackRow;

    public static JsonTypeInfo<TallyRow> Tally { get; } = Json.TallyRow;

    public static JsonTypeInfo<ReplyRow> Reply { get; } = Json.ReplyRow;

    public static JsonTypeInfo<AllowanceRow> Allowance { get; } = Json.AllowanceRow;

    public static JsonTypeInfo<CheckpointRow> Checkpoint { get; } = Json.CheckpointRow;

    public static JsonTypeInfo<DeliveryRow> Delivery { get; } = Json.DeliveryRow;

    public static JsonTypeInfo<ListenerHealthRow> Health { get; } = Json.ListenerHealthRow;

    public static JsonTypeInfo<RollupCheckpointRow> RollupCheckpoint { get; } = Json.RollupCheckpointRow;

    public static JsonTypeInfo<RollupFindingsRow> RollupFindings { get; } = Json.RollupFindingsRow;

    public static JsonTypeInfo<HealthRow> ServerHealth { get; } = Json.HealthRow;

    /// <summary>The bytes of a row.</summary>
    public static byte[] Write<T>(T row, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(row, type);

    /// <summary>The row of bytes.</summary>
    public static T Read<T>(ReadOnlyMemory<byte> data, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(data.Span, type) ?? throw new InvalidDataException($"A stored {typeof(T).Name} is null.");

    /// <summary>The bytes of an entity.</summary>
    public static byte[] WriteEntity(Entity entity) => entity switch
    {
        Entry entry => Write(EntryRow.From(entry), Json.EntryRow),
        Project project => Write(ProjectRow.From(project), Json.ProjectRow),
        Member member => Write(MemberRow.From(member), Json.MemberRow),
        Team team => Write(TeamRow.From(team), Json.TeamRow),
        Workspace workspace => Write(WorkspaceRow.From(workspace), Json.WorkspaceRow),
        Client client => Write(ClientRow.From(client), Json.ClientRow),
        Label label => Write(LabelRow.From(label), Json.LabelRow),
        BudgetLevel level => Write(BudgetLevelRow.From(level), Json.BudgetLevelRow),
        Webhook webhook => Write(WebhookRow.From(webhook), Json.WebhookRow),
        User user => Write(UserRow.From(user), Json.UserRow),
        ApiToken token => Write(TokenRow.From(token), Json.TokenRow),
        Membership membership => Write(MembershipRow.From(membership), Json.MembershipRow),
        OAuthApplication application => Write(OAuthApplicationRow.From(application), Json.OAuthApplicationRow),
        OAuthGrant grant => Write(OAuthGrantRow.From(grant), Json.OAuthGrantRow),
        _ => throw new InvalidOperationException($"A {entity.Kind} has no stored form."),
    };

    public static Entry ReadEntry(ReadOnlyMemory<byte> data) => Read(data, Json.EntryRow).ToEntity();

    public static Project ReadProject(ReadOnlyMemory<byte> data) => Read(data, Json.ProjectRow).ToEntity();

    public static Member ReadMember(ReadOnlyMemory<byte> data) => Read(data, Json.MemberRow).ToEntity();

    public static Team ReadTeam(ReadOnlyMemory<byte> data) => Read(data, Json.TeamRow).ToEntity();

    public static Workspace ReadWorkspace(ReadOnlyMemory<byte> data) => Read(data, Json.WorkspaceRow).ToEntity();

    public static Client ReadClient(ReadOnlyMemory<byte> data) => Read(data, Json.ClientRow).ToEntity();

    public static Label ReadLabel(ReadOnlyMemory<byte> data) => Read(data, Json.LabelRow).ToEntity();

    public static BudgetLevel ReadBudgetLevel(ReadOnlyMemory<byte> data) => Read(data, Json.BudgetLevelRow).ToEntity();
    public static Webhook ReadWebhook(ReadOnlyMemory<byte> data) => Read(data, Json.WebhookRow).ToEntity();

    public static User ReadUser(ReadOnlyMemory<byte> data) => Read(data, Json.UserRow).ToEntity();

    public static ApiToken ReadToken(ReadOnlyMemory<byte> data) => Read(data, Json.TokenRow).ToEntity();

    public static Membership ReadMembership(ReadOnlyMemory<byte> data) => Read(data, Json.MembershipRow).ToEntity();

    public static OAuthApplication ReadApplication(ReadOnlyMemory<byte> data) => Read(data, Json.OAuthApplicationRow).ToEntity();

    public static OAuthGrant ReadGrant(ReadOnlyMemory<byte> data) => Read(data, Json.OAuthGrantRow).ToEntity();
}

[JsonSerializable(typeof(HeadRow))]
[JsonSerializable(typeof(LogPackRow))]
[JsonSerializable(typeof(ReplyRow))]
[JsonSerializable(typeof(AllowanceRow))]
[JsonSerializable(typeof(TallyRow))]
[JsonSerializable(typeof(RollupCheckpointRow))]
[JsonSerializable(typeof(RollupFindingsRow))]
[JsonSerializable(typeof(EntryRow))]
[JsonSerializable(typeof(ProjectRow))]
[JsonSerializable(typeof(MemberRow))]
[JsonSerializable(typeof(TeamRow))]
[JsonSerializable(typeof(WorkspaceRow))]
[JsonSerializable(typeof(ClientRow))]
[JsonSerializable(typeof(LabelRow))]
[JsonSerializable(typeof(BudgetLevelRow))]
[JsonSerializable(typeof(WebhookRow))]
[JsonSerializable(typeof(CheckpointRow))]
[JsonSerializable(typeof(DeliveryRow))]
[JsonSerializable(typeof(ListenerHealthRow))]
[JsonSerializable(typeof(HealthRow))]
[JsonSerializable(typeof(UserRow))]
[JsonSerializable(typeof(TokenRow))]
[JsonSerializable(typeof(MembershipRow))]
[JsonSerializable(typeof(OAuthApplicationRow))]
[JsonSerializable(typeof(OAuthGrantRow))]
internal sealed partial class RowJson : JsonSerializerContext;
