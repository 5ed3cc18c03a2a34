using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.Domain.Users;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Operations;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Operator.Wire;

/// <summary>What the operator API answers.</summary>
internal static class OperatorReplies
{
    public static IResult Created(long id) =>
        Render(StatusCodes.Status201Created, id, static (writer, id) => writer.WriteNumber("id", id));

    public static IResult Created(User user, string token) => Render(
        StatusCodes.Status201Created,
        (user, token),
        static (writer, created) =>
        {
            writer.WriteNumber("id", created.user.Id);
            writer.WriteString("token", created.token);
        });

    public static IResult Created(ApiToken token, string secret) => Render(
        StatusCodes.Status201Created,
        (token, secret),
        static (writer, created) =>
        {
            writer.WriteNumber("id", created.token.Id);
            writer.WriteString("token", created.secret);
        });

    public static IResult Ok(Workspace workspace) => new BytesResult(
        StatusCodes.Status200OK, JsonBytes.Render(workspace, static (writer, workspace) => Write(writer, workspace)));

    public static IResult Ok(IReadOnlyList<Workspace> workspaces) => new BytesResult(
        StatusCodes.Status200OK,
        JsonBytes.Render(workspaces, static (writer, workspaces) =>
        {
            writer.WriteStartArray();
            foreach (var workspace in workspaces)
            {
                Write(writer, workspace);
            }

            writer.WriteEndArray();
        }));

    public static IResult Ok(IReadOnlyList<(ApiToken Token, Instant? LastUsedAt)> tokens) => new BytesResult(
        StatusCodes.Status200OK,
        JsonBytes.Render(tokens, static (writer, tokens) =>
        {
            writer.WriteStartArray();
            foreach (var (token, lastUsedAt) in tokens)
            {
                writer.WriteStartObject();
                writer.WriteNumber("id", token.Id);
                writer.WriteString("name", token.Name);
                WriteNumber(writer, "workspace_id", token.WorkspaceId);
                WriteNumber(writer, "requests_per_minute", token.RequestsPerMinute);
                WriteInstant(writer, "created_at", token.CreatedAt);
                WriteInstant(writer, "last_used_at", lastUsedAt);
                WriteInstant(writer, "revoked_at", token.RevokedAt);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }));

    public static IResult NoContent() => new BytesResult(StatusCodes.Status204NoContent);

    private static void Write(Utf8JsonWriter writer, Workspace workspace)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", workspace.Id);
        writer.WriteString("name", workspace.Name);
        writer.WriteString("plan", OperatorNames.Of(OperatorNames.Plans, workspace.Plan));
        writer.WriteString("billing_state", OperatorNames.Of(OperatorNames.BillingStates, workspace.BillingState));
        writer.WriteNumber("owner_user_id", workspace.OwnerUserId);
        writer.WriteEndObject();
    }

    public static IResult Ok(IReadOnlyList<PoisonQueue> queues) => new BytesResult(
        StatusCodes.Status200OK,
        JsonBytes.Render(queues, static (writer, queues) =>
        {
            writer.WriteStartArray();
            foreach (var queue in queues)
            {
                writer.WriteStartObject();
                writer.WriteString("queue", queue.Queue);
                writer.WriteNumber("count", queue.Count);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }));

    public static IResult Ok(PoisonQueue queue, IReadOnlyList<QueueMessage> messages) => Render(
        StatusCodes.Status200OK,
        (queue, messages),
        static (writer, shown) =>
        {
            writer.WriteString("queue", shown.queue.Queue);
            writer.WriteNumber("count", shown.queue.Count);
            writer.WriteStartArray("messages");
            foreach (var message in shown.messages)
            {
                writer.WriteStartObject();
                writer.WriteString("id", message.Id);
                writer.WriteString("body", message.Body);
                WriteInstant(writer, "parked_at", Instant.FromDateTimeOffset(message.InsertedAt));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

    public static IResult Done(string what, int count) => Render(
        StatusCodes.Status200OK, (what, count), static (writer, done) => writer.WriteNumber(done.what, done.count));

    private static void WriteNumber(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WriteInstant(Utf8JsonWriter writer, string name, Instant? instant) =>
        writer.WriteString(name, instant is { } value ? IsoInstant.Format(value) : null);

    private static BytesResult Render<T>(int status, T value, Action<Utf8JsonWriter, T> members) => new(
        status,
        JsonBytes.Render((value, members), static (writer, state) =>
        {
            writer.WriteStartObject();
            state.members(writer, state.value);
            writer.WriteEndObject();
        }));
}
