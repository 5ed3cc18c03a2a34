using System.Net.Http.Headers;
using System.Net.Mime;
using System.Net.Sockets;
using System.Security.Authentication;
using NodaTime;
using Polychron.Domain.Webhooks;
using Polychron.Webhooks.Egress;
using Polychron.Webhooks.Signing;

namespace Polychron.Webhooks.Delivery;

/// <summary>Makes one attempt: signs a body and posts it.</summary>
internal sealed class WebhookSender : IDisposable
{
    private static readonly ProductInfoHeaderValue UserAgent = new("Polychron-Webhooks", "1.0");

    private readonly WebhookOptions _options;
    private readonly EgressRules _rules;
    private readonly IClock _clock;
    private readonly TimeProvider _time;
    private readonly DeliveryMeter _meter;
    private readonly HttpMessageInvoker _http;

    /// <summary>A sender that sends through a handler, which it then owns.</summary>
    public WebhookSender(WebhookOptions options, EgressRules rules, HttpMessageHandler handler, IClock clock, TimeProvider time, DeliveryMeter? meter = null)
    {
        _options = options;
        _rules = rules;
        _clock = clock;
        _time = time;
        _meter = meter ?? new DeliveryMeter();
        _http = new HttpMessageInvoker(handler);
    }

    /// <summary>Posts a body to a webhook. What goes wrong is in the result; nothing is thrown but a cancellation.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="id">The delivery's id.</param>
    /// <param name="body">The body, JSON in UTF-8.</param>
    /// <param name="headers">Headers beside those that every delivery has.</param>
    /// <param name="cancellation">Gives up; the listener may have got it.</param>
    public async Task<SendResult> SendAsync(
        Webhook webhook, string id, ReadOnlyMemory<byte> body, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancellation)
    {
        var now = _clock.GetCurrentInstant();
        var began = _time.GetTimestamp();

        // Looked at again: the rules may be stricter now than when it was subscribed.
        if (!Uri.TryCreate(webhook.Url, UriKind.Absolute, out var uri) || _rules.Refuse(uri) is not null)
        {
            return Failed("the address is not allowed");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, uri);
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        request.Headers.UserAgent.Add(UserAgent);
        foreach (var (name, value) in StandardSignature.Headers(id, now, body.Span, webhook.SecretsAt(now)).Concat(headers))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var span = DeliveryMeter.Start(uri);
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            var excerpt = await ResponseExcerpt.ReadAsync(response, either.Token).ConfigureAwait(false);
            _meter.Sent(span, _time.GetElapsedTime(began), (int)response.StatusCode);
            return new SendResult(Attempt((int)response.StatusCode, null), excerpt, RetryAfter(response.Headers.RetryAfter, now));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Unanswered(limit.IsCancellationRequested ? "no answer in time" : "no connection in time");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return Unanswered(Describe(error));
        }

        SendResult Unanswered(string error)
        {
            _meter.Sent(span, _time.GetElapsedTime(began), null);
            return Failed(error);
        }

        SendResult Failed(string error) => new(Attempt(null, error));

        DeliveryAttempt Attempt(int? status, string? error) =>
            new(now, status, (long)_time.GetElapsedTime(began).TotalMilliseconds, error);
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, Instant now) =>
        header?.Delta ?? (header?.Date is { } date ? date - now.ToDateTimeOffset() : null);

    /// <summary>In our own words: what an exception says may name addresses inside the network.</summary>
    private static string Describe(Exception error)
    {
        for (var at = error; at is not null; at = at.InnerException)
        {
            switch (at)
            {
                case EgressRefusedException:
                    return "the address is not allowed";
                case AuthenticationException:
                    return "the TLS handshake failed";
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return "the host's name was not found";
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return "the connection was refused";
                case SocketException:
                    return "the connection failed";
            }
        }

        return "the response was not understood";
    }
}
