using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.Domain.Users;
using Polychron.Domain.Workspaces;

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
