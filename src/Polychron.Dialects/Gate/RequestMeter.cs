using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Dialects.Gate;

/// <summary>
/// Measures, traces and logs requests. While nobody listens and the line is turned off, a request costs three checks.
/// </summary>
internal sealed partial class RequestMeter
{
    private const int MaxPath = 512;
    private const string Category = "Polychron.Requests";
    private const string Words = "{Method} {Path} {Status} {DurationMs:0.0} ms {RequestId} {Function} {Dialect}";

    private readonly Histogram<double> _duration;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;

    public RequestMeter(IMeterFactory? meters, ILoggerFactory loggers, TimeProvider time)
    {
        _duration = PolychronTelemetry.Meter(meters).CreateHistogram(
            InstrumentNames.RequestDuration, "s", "How long requests take.", null, PolychronTelemetry.Durations);
        _logger = loggers.CreateLogger(Category);
        _time = time;
    }

    /// <summary>
    /// Begins with a request that a function answers, and ends by itself when its response has been sent: before that its
    /// status is not known, since results are executed after the middleware. The caller's context gets the span, if there is one.
    /// </summary>
    public void Begin(HttpContext http, GatedFunction function, string name, string requestId)
    {
        var isLogged = _logger.IsEnabled(LogLevel.Information);
        var isTraced = PolychronTelemetry.Source.HasListeners();
        if (isLogged || isTraced || _duration.Enabled)
        {
            var request = new MeasuredRequest(this, http, function, name, requestId, _time.GetTimestamp(), isLogged);
            if (isTraced)
            {
                request.Span = RequestSpan.Start(http, function, name);
            }

            http.Response.OnCompleted(static request => ((MeasuredRequest)request).EndAsync(), request);
        }
    }

    private void End(MeasuredRequest request)
    {
        var took = _time.GetElapsedTime(request.Began);
        var http = request.Http;
        var status = http.Response.StatusCode;
        var admitted = http.Features.Get<DialectRequest>();
        var workspace = admitted?.Caller?.Workspace.WorkspaceId;
        if (_duration.Enabled)
        {
            _duration.Record(
                took.TotalSeconds,
                new KeyValuePair<string, object?>(AttributeNames.Dialect, request.Function.Name),
                new KeyValuePair<string, object?>(AttributeNames.Operation, request.Name),
                new KeyValuePair<string, object?>(AttributeNames.HttpStatus, status));
        }

        if (request.IsLogged)
        {
            Log(request, status, took.TotalMilliseconds, workspace, admitted?.Sequence);
        }

        if (request.Span is { } span)
        {
            RequestSpan.End(span, status, workspace, admitted?.Sequence);
        }
    }

    private void Log(MeasuredRequest request, int status, double milliseconds, long? workspace, long? sequence)
    {
        var (method, path) = (request.Http.Request.Method, PathOf(request.Http.Request));
        switch (workspace, sequence)
        {
            case ({ } of, { } written):
                Wrote(method, path, status, milliseconds, request.RequestId, request.Name, request.Function.Name, of, written);
                break;
            case ({ } of, null):
                Read(method, path, status, milliseconds, request.RequestId, request.Name, request.Function.Name, of);
                break;
            default:
                Answered(method, path, status, milliseconds, request.RequestId, request.Name, request.Function.Name);
                break;
        }
    }

    // Percent-encoded, so that a path cannot end the line and begin another. Without the query: tokens may be in it, and text
    // that people search for.
    private static string PathOf(HttpRequest request)
    {
        var path = request.Path.ToUriComponent();
        return path.Length <= MaxPath ? path : path[..MaxPath];
    }

    [LoggerMessage(1, LogLevel.Information, Words, SkipEnabledCheck = true)]
    private partial void Answered(
        string method, string path, int status, double durationMs, string requestId, string function, string dialect);

    [LoggerMessage(2, LogLevel.Information, Words + " workspace {WorkspaceId}", SkipEnabledCheck = true)]
    private partial void Read(
        string method, string path, int status, double durationMs, string requestId, string function, string dialect, long workspaceId);

    [LoggerMessage(3, LogLevel.Information, Words + " workspace {WorkspaceId} record {Sequence}", SkipEnabledCheck = true)]
    private partial void Wrote(
        string method, string path, int status, double durationMs, string requestId, string function, string dialect, long workspaceId, long sequence);

    private sealed class MeasuredRequest(
        RequestMeter meter, HttpContext http, GatedFunction function, string name, string requestId, long began, bool isLogged)
    {
        public HttpContext Http => http;

        public GatedFunction Function => function;

        public string Name => name;

        public string RequestId => requestId;

        public long Began => began;

        public bool IsLogged => isLogged;

        public Activity? Span { get; set; }

        public Task EndAsync()
        {
            meter.End(this);
            return Task.CompletedTask;
        }
    }
}
