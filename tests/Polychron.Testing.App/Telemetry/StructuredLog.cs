using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Polychron.Testing.App.Telemetry;

/// <summary>A line of the log with its named properties.</summary>
public sealed record LogLine(string Category, LogLevel Level, string Text, IReadOnlyDictionary<string, object?> Properties)
{
    /// <summary>A property as text; empty where it is absent or null.</summary>
    public string this[string property] => Properties.GetValueOrDefault(property)?.ToString() ?? "";
}

/// <summary>Keeps what is logged, with its properties.</summary>
public sealed class StructuredLog : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public IReadOnlyList<LogLine> Of(string category) => [.. _lines.Where(line => line.Category == category)];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new LogLine(
                category,
                logLevel,
                formatter(state, exception),
                new Dictionary<string, object?>(state as IEnumerable<KeyValuePair<string, object?>> ?? [])));
    }
}
