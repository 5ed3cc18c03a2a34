using System.Collections.Concurrent;
using Polychron.Soak.Checks;
using Polychron.Soak.Server;

namespace Polychron.Soak.Wires;

/// <summary>Sends requests to the server that is alive now, and counts them.</summary>
internal sealed class Wire(Lives lives, Findings findings)
{
    private readonly ConcurrentDictionary<string, long> _byDialect = new();
    private long _requests;
    private long _lost;

    /// <summary>How many requests were answered.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>How many replies were lost with a server.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>How many requests each dialect answered.</summary>
    public IReadOnlyDictionary<string, long> ByDialect => _byDialect;

    /// <summary>Sends a request once.</summary>
    /// <exception cref="LostReplyException">The server ended before it answered, or is about to and refuses.</exception>
    public async Task<WireAnswer> SendAsync(WireRequest request)
    {
        var (http, address) = lives.Connection;
        try
        {
            using var message = request.ToMessage(address);
            using var response = await http.SendAsync(message);
            var answer = new WireAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.ETag?.ToString())
            {
                Plan = response.Headers.TryGetValues("X-Polychron-Report-Plan", out var plans) ? string.Join(' ', plans) : null,
            };
            if (answer.Status == 503 && lives.IsEnding)
            {
                throw new LostReplyException(null);
            }

            if (answer.Status >= 500)
            {
                findings.Add("server error", $"{request} -> {answer}");
            }

            Interlocked.Increment(ref _requests);
            _byDialect.AddOrUpdate(request.Dialect, 1, static (_, count) => count + 1);
            return answer;
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            Interlocked.Increment(ref _lost);
            if (lives.IsUndisturbed)
            {
                findings.Add("connection lost without a kill", $"{request}: {error.Message}");
            }

            throw new LostReplyException(error);
        }
        catch (TaskCanceledException)
        {
            findings.Add("no answer in time", request.ToString());
            throw new LostReplyException(null);
        }
    }

    /// <summary>Sends a request until it is answered, through whatever ends of the server come between. It has to be one that may be repeated.</summary>
    public async Task<WireAnswer> RepeatAsync(WireRequest request)
    {
        while (true)
        {
            try
            {
                return await SendAsync(request);
            }
            catch (LostReplyException)
            {
                // The end of the server is seen here before the run knows of it: a moment, so as not to spin.
                await Task.Delay(50);
                await lives.Up.PassAsync(CancellationToken.None);
            }
        }
    }
}
