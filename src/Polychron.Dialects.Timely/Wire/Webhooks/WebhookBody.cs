using System.Collections.Immutable;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timely.Wire.Bodies;
using Polychron.Domain.Webhooks;
using Polychron.UseCases;
using Polychron.UseCases.Webhooks;

namespace Polychron.Dialects.Timely.Wire.Webhooks;

/// <summary>Bodies that create and change webhooks: <c>{"webhook":{"url","subscriptions","active","secret_token"}}</c>.</summary>
internal static class WebhookBody
{
    private const string Subscriptions = "subscriptions";
    private const int MaxSubscriptions = 50;
    private const int MaxNameLength = 100;

    /// <summary>Reads one that creates a webhook; its subscriptions are all if it names none.</summary>
    /// <exception cref="Dialects.Errors.RequestException">A value is not acceptable.</exception>
    public static CreateWebhook.Command ToCreate(JsonBody body, string serverUrl)
    {
        var reader = TimelyBody.Read(body, "webhook");
        var url = Fields.Text(reader, "url", Webhook.MaxUrlLength).Or("");
        if (url.Length == 0 && !reader.Errors.Any(error => error.Field == "url"))
        {
            reader.Fail("url", TimelyBody.Blank);
        }

        var command = new CreateWebhook.Command
        {
            Url = url,
            Form = TimelyPayload.FormName,
            Filter = Filter(reader).Or(new WebhookFilter { Types = EventTypeNames.All }),
            IsPaused = !Fields.Flag(reader, "active").Or(true),
            Secret = Secret(reader) is { IsSet: true } secret ? secret.Or("") : null,
            ServerUrl = serverUrl,
        };
        reader.ThrowIfInvalid();
        return command;
    }

    /// <summary>Reads one that changes a webhook; what it leaves out stays.</summary>
    /// <exception cref="Dialects.Errors.RequestException">A value is not acceptable.</exception>
    public static UpdateWebhook.Command ToUpdate(JsonBody body)
    {
        var reader = TimelyBody.Read(body, "webhook");
        var command = new UpdateWebhook.Command
        {
            Url = Fields.Text(reader, "url", Webhook.MaxUrlLength),
            Filter = Filter(reader),
            IsActive = Fields.Flag(reader, "active"),
            Secret = Secret(reader),
        };
        reader.ThrowIfInvalid();
        return command;
    }

    /// <summary>The events of a list of names; a name that is none is a complaint.</summary>
    public static ImmutableSortedSet<EventType> Types(IReadOnlyList<string> names, Action<string> fail)
    {
        var types = ImmutableSortedSet.CreateBuilder<EventType>();
        foreach (var name in names)
        {
            var named = EventTypeNames.Read(name);
            if (named.IsEmpty)
            {
                fail($"must be {EventTypeNames.Any} or of {string.Join(", ", EventTypeNames.All.Select(EventTypeNames.Of))}");
                return [];
            }

            types.UnionWith(named);
        }

        return types.ToImmutable();
    }

    private static Change<WebhookFilter> Filter(JsonObjectReader reader)
    {
        if (reader.Texts(Subscriptions, MaxSubscriptions, MaxNameLength).Or(null) is not { } names)
        {
            return default;
        }

        var types = Types(names, message => reader.Fail(Subscriptions, message));
        if (names.Count == 0)
        {
            reader.Fail(Subscriptions, TimelyBody.Blank);
        }

        return Change<WebhookFilter>.To(new WebhookFilter { Types = types });
    }

    // An empty token is none: clients send the field of a form that was left blank.
    private static Change<string> Secret(JsonObjectReader reader) =>
        reader.Text("secret_token", WebhookSecrets.MaxLength).Or(null) is { Length: > 0 } text ? Change<string>.To(text) : default;
}
