using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NodaTime;
using Polychron.Dialects.Gate;
using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;
using Polychron.Storage.Log;
using Polychron.Testing;
using Polychron.Testing.Storage;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Dialects.Tests.Support;

/// <summary>A workspace on the real log over a store in memory, with users 1 and 2, and requests that the gate has let in.</summary>
internal sealed class TestWorld(ITableStore store)
{
    public const long WorkspaceId = 7;

    public ManualTime Time { get; } = new();

    public ITableStore Store { get; } = store;

    public static async Task<TestWorld> CreateAsync(ITableStore? store = null)
    {
        var world = new TestWorld(store ?? new InMemoryTableStore());
        await world.Instance().WriteAsync(WorkspaceId, 0, transaction =>
        {
            transaction.Create(
                new Workspace
                {
                    Name = "Test",
                    OwnerUserId = 1,
                    Plan = WorkspacePlan.Business,
                    BillingState = BillingState.Active,
                    Currency = "EUR",
                    TimeZone = "UTC",
                    WeekStart = IsoDayOfWeek.Monday,
                },
                WorkspaceId);
            foreach (var user in new long[] { 1, 2 })
            {
                transaction.Create(
                    new Member { Name = $"User {user}", Email = $"user{user}@example.com", TimeZone = "UTC", Role = Role.Owner }, user);
            }

            return ValueTask.FromResult(true);
        });
        return world;
    }

    /// <summary>Another instance of the product on the same store.</summary>
    public WorkspaceLog Instance() => new(Store, new SystemRandomSource(), new TimeProviderClock(Time), Time);

    public static async Task<Caller> CallerAsync(IWorkspaceLog log, long userId = 1)
    {
        var view = await log.OpenAsync(WorkspaceId);
        return new Caller(userId * 100, view.Picture.Members[userId], view);
    }

    /// <summary>Marks a request as one that the gate has let in.</summary>
    public static async Task<HttpRequest> AdmitAsync(HttpContext http, IWorkspaceLog log, long userId = 1, IDialect? dialect = null)
    {
        http.Features.Set(new DialectRequest(dialect ?? new TestDialect()) { Caller = await CallerAsync(log, userId) });
        return http.Request;
    }
}

/// <summary>Lets in whoever shows the token "good-1" or "good-2", as user 1 or 2.</summary>
internal sealed class TestAuthenticator(IWorkspaceLog log) : IAuthenticator
{
    public Exception? Throws { get; set; }

    public long? WorkspaceId { get; private set; }

    public async ValueTask<Caller> AuthenticateAsync(string? token, long? workspaceId, CancellationToken cancellation = default)
    {
        WorkspaceId = workspaceId;
        return Throws is not null ? throw Throws
            : token?.StartsWith("good-", StringComparison.Ordinal) == true ? await TestWorld.CallerAsync(log, long.Parse(token[5..]))
            : throw new AccessException(AccessRefusal.BadToken);
    }
}

/// <summary>Keeps what is logged.</summary>
internal sealed class TestLogger<T> : ILogger<T>
{
    public List<(LogLevel Level, string Message, Exception? Exception)> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add((logLevel, formatter(state, exception), exception));
}
