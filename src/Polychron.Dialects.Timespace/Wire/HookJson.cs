using System.Text.Json;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Records;

namespace Polychron.Dialects.Timespace.Wire;

/// <summary>REST hooks in JSON.</summary>
internal static class HookJson
{
    /// <summary>
    /// What a subscription answers: <c>{id,hook_url,type,clouds,secret?}</c>. Of several clouds the id is the first one's: a hook
    /// is deleted by its address. The secret is shown this once.
    /// </summary>
    public static byte[] Subscribed(string typeId, IReadOnlyList<(Cloud Cloud, Webhook Webhook)> hooks, string? secret) =>
        JsonBytes.Render((typeId, hooks, secret), static (json, one) =>
        {
            var (first, webhook) = one.hooks[0];
            json.WriteStartObject();
            json.WriteString("id"u8, IdOf(first, webhook));
            json.WriteString("hook_url"u8, webhook.Url);
            json.WriteString("type"u8, one.typeId);
            json.WriteStartArray("clouds"u8);
            foreach (var (cloud, _) in one.hooks)
            {
                json.WriteStringValue(CloudId(cloud));
            }

            json.WriteEndArray();
            if (one.secret is not null)
            {
                json.WriteString("secret"u8, one.secret);
            }

            json.WriteEndObject();
        });

    /// <summary>
    /// What the end of a subscription answers: <c>{hook_url,is_deleted}</c>, as a deleted record does. Not 204: Zapier takes a
    /// response without a body for a failure.
    /// </summary>
    public static byte[] Unsubscribed(string url) => JsonBytes.Render(url, static (json, url) =>
    {
        json.WriteStartObject();
        json.WriteString("hook_url"u8, url);
        json.WriteBoolean("is_deleted"u8, true);
        json.WriteEndObject();
    });

    /// <summary>The list: <c>[{id,hook_url,cloud,state,disabled_reason}]</c>.</summary>
    public static byte[] List(IReadOnlyList<(Cloud Cloud, Webhook Webhook)> hooks) => JsonBytes.Render(
        hooks,
        static (json, hooks) =>
        {
            json.WriteStartArray();
            foreach (var (cloud, webhook) in hooks)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, IdOf(cloud, webhook));
                json.WriteString("hook_url"u8, webhook.Url);
                json.WriteString("cloud"u8, CloudId(cloud));
                json.WriteString("state"u8, JsonNamingPolicy.SnakeCaseLower.ConvertName(webhook.State.ToString()));
                json.WriteString("disabled_reason"u8, webhook.DisabledReason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    private static string IdOf(Cloud cloud, Webhook webhook) => $"hook.{cloud.View.WorkspaceId}.{webhook.Id}";

    private static string CloudId(Cloud cloud) => RecordId.Of(cloud.View.WorkspaceId, RecordKind.Cloud, cloud.View.WorkspaceId);
}
