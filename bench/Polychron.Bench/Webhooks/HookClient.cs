using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Polychron.Bench.Servers;

namespace Polychron.Bench.Webhooks;

/// <summary>Subscribes webhooks and makes changes, and notes when each was acknowledged.</summary>
internal sealed class HookClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly long _account;

    public HookClient(AppProcess server, string token)
    {
        _http = new HttpClient { BaseAddress = new Uri($"http://{server.Endpoint}") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var accounts = server.Get("/timely/1.1/accounts", token);
        _account = accounts.RootElement[0].GetProperty("id").GetInt64();
    }

    /// <summary>Subscribes an address to created hours. Returns the webhook's number.</summary>
    public async Task<long> SubscribeAsync(string url) => await PostAsync(
        $"/timely/1.1/{_account}/webhooks", $$"""{"webhook":{"url":"{{url}}","subscriptions":["hours:created"]} }""");

    /// <summary>Deletes a webhook.</summary>
    public async Task DeleteAsync(long webhook)
    {
        using var answer = await _http.DeleteAsync(new Uri($"/timely/1.1/{_account}/webhooks/{webhook}", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Makes changes as fast as some connections can. Returns when each, by its record's number, was acknowledged.</summary>
    public async Task<IReadOnlyDictionary<long, long>> BurstAsync(int changes, int connections)
    {
        var acknowledged = new ConcurrentDictionary<long, long>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, changes),
            new ParallelOptions { MaxDegreeOfParallelism = connections },
            async (number, _) => acknowledged[await ChangeAsync(number)] = Stopwatch.GetTimestamp());
        return acknowledged;
    }

    /// <summary>Makes changes at a steady pace.</summary>
    public async Task<IReadOnlyDictionary<long, long>> PaceAsync(int changes, TimeSpan every)
    {
        var acknowledged = new Dictionary<long, long>();
        using var timer = new PeriodicTimer(every);
        for (var number = 0; number < changes && await timer.WaitForNextTickAsync(); number++)
        {
            acknowledged[await ChangeAsync(number)] = Stopwatch.GetTimestamp();
        }

        return acknowledged;
    }

    public void Dispose() => _http.Dispose();

    private async Task<long> ChangeAsync(int number)
    {
        var start = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(number);
        using var made = await SendAsync(
            "/timing/api/v1/time-entries", $$"""{"start_date":"{{start:s}}Z","end_date":"{{start.AddMinutes(50):s}}Z","title":"change {{number}}"}""");
        var self = made.RootElement.GetProperty("data").GetProperty("self").GetString()!;
        return long.Parse(self.AsSpan(self.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private async Task<long> PostAsync(string path, string body)
    {
        using var made = await SendAsync(path, body);
        return made.RootElement.GetProperty("id").GetInt64();
    }

    private async Task<JsonDocument> SendAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content);
        var text = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text)
            : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {Encoding.UTF8.GetString(text)}");
    }
}
