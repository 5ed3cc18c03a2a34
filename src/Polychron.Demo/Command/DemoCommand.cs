using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Polychron.Demo.Fill;
using Polychron.Dialects;
using Polychron.Domain.Errors;
using Polychron.Domain.Time;
using Polychron.UseCases.Ports.Operations;

namespace Polychron.Demo.Command;

/// <summary>The command <c>demo</c>: a studio of twelve to look at.</summary>
public static class DemoCommand
{
    private const int Refused = 1;

    private static readonly Option<int> Seed = new("--seed") { Description = "The seed of all that looks random.", DefaultValueFactory = _ => 1 };

    private static readonly Option<string?> End = new("--end") { Description = "The day on which the two years end, such as 2024-12-31 [today]." };

    private static readonly Option<bool> Add = new("--add") { Description = "Fill a store that has other data, in a workspace of its own." };

    /// <summary>Makes the command.</summary>
    /// <param name="services">The app's services, asked for when the command runs.</param>
    /// <param name="howToServe">The shell's words that start a server on the same store.</param>
    /// <param name="address">Where that server will listen.</param>
    public static System.CommandLine.Command Create(Func<IServiceProvider> services, string howToServe, string address)
    {
        var command = new System.CommandLine.Command("demo", "Fills a workspace with two years of a studio of twelve, and says how to look at it.") { Seed, End, Add };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var found = services();
                await found.GetRequiredService<IStoreTransfer>().EnsureUsableAsync(cancellation).ConfigureAwait(false);
                var clock = found.GetRequiredService<IClock>();
                var options = new DemoOptions(parsed.GetValue(Seed), Day(parsed.GetValue(End), clock), parsed.GetValue(Add));
                var began = Stopwatch.GetTimestamp();
                var made = await ActivatorUtilities.CreateInstance<DemoStudio>(found).FillAsync(options, cancellation).ConfigureAwait(false);
                await Console.Out.WriteAsync(DemoText.Of(
                    made, options, Stopwatch.GetElapsedTime(began), howToServe, address, [.. found.GetServices<DialectDescription>()])).ConfigureAwait(false);
                return 0;
            }
            catch (DomainException refusal)
            {
                await Console.Error.WriteLineAsync(refusal.Message).ConfigureAwait(false);
                return Refused;
            }
        });
        return command;
    }

    private static LocalDate Day(string? text, IClock clock) => text is null
        ? clock.GetCurrentInstant().InZone(Zones.Stored(DemoStudio.Zone)).Date
        : LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day) && day.Year is >= 1902 and < 2200
            ? day
            : throw DomainException.Invalid("end", $"'{text}' is no day such as 2024-12-31.");
}
