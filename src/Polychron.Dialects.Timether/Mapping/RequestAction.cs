using Microsoft.AspNetCore.Http;

namespace Polychron.Dialects.Timether.Mapping;

/// <summary>What a request asks for, as errors call it: <c>clients.update</c>, <c>timers.start</c>, <c>time_entries.batch</c>.</summary>
internal static class RequestAction
{
    /// <summary>The resource and what is to be done with it; null below no known root.</summary>
    public static string? Of(HttpRequest request)
    {
        if (!request.Path.StartsWithSegments(TimetherDialect.BasePath, StringComparison.OrdinalIgnoreCase, out var rest))
        {
            return null;
        }

        var segments = rest.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length == 0 || !IsWord(segments[0]))
        {
            return null;
        }

        // What is neither an id nor the word for the current one says itself what is done.
        var verb = segments.Length > 1 && IsWord(segments[^1]) && segments[^1] != "current" ? segments[^1] : Verb(request.Method);
        return $"{segments[0]}.{verb}";
    }

    // Only words of the API: what a client makes up is not repeated to it.
    private static bool IsWord(string segment) => segment.Length <= 40 && segment.All(c => char.IsAsciiLetterLower(c) || c == '_');

    private static string Verb(string method) =>
        HttpMethods.IsPost(method) ? "create"
        : HttpMethods.IsPatch(method) || HttpMethods.IsPut(method) ? "update"
        : HttpMethods.IsDelete(method) ? "delete"
        : "read";
}
