using NodaTime;
using Polychron.Domain.Billing;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Projects;

namespace Polychron.Bench.Seed;

/// <summary>What people do all day: working days from 2024-01-01 on, some two years, mornings to evenings.</summary>
internal sealed class SeededTime(Random dice)
{
    /// <summary>Two years of Mondays to Fridays.</summary>
    private const int WorkingDays = 522;

    private static readonly Instant FirstMonday = Instant.FromUtc(2024, 1, 1, 0, 0);
    private static readonly string[] Activities =
    [
        "Planning", "Review", "Design", "Implementation", "Tests", "Support", "Client meeting", "Estimates", "Research",
        "Documentation", "Release", "Interviews", "Workshop", "Refactoring", "Bug hunt", "Accounting",
    ];

    private static readonly string[] Subjects = ["website", "invoices", "mobile app", "data import", "reports", "onboarding"];
    private static readonly BillingStatus?[] Statuses =
        [null, null, BillingStatus.Billable, BillingStatus.Billable, BillingStatus.Billed, BillingStatus.Paid, BillingStatus.NotBillable];

    /// <summary>Entry number <paramref name="index"/> of <paramref name="count"/>; they are in order of their days.</summary>
    public CreateEntry.Command Next(int index, int count, IReadOnlyList<long> projects)
    {
        var day = (int)((long)index * WorkingDays / count);
        var start = FirstMonday
            + Duration.FromDays(day / 5 * 7 + day % 5)
            + Duration.FromMinutes(7 * 60 + 15 * dice.Next(40));
        return new CreateEntry.Command
        {
            Start = start,
            End = start + Duration.FromSeconds(900 + 60 * dice.Next(195) + dice.Next(60)),
            Project = dice.Next(20) == 0 ? null : ProjectReference.ById(projects[dice.Next(projects.Count)]),
            Title = $"{Pick(Activities)}: {Pick(Subjects)}",
            Notes = dice.Next(3) == 0 ? $"Ticket #{dice.Next(9_000)}, {Pick(Activities).ToLowerInvariant()} with the team" : null,
            BillingStatus = Pick(Statuses),
            CustomFields = dice.Next(10) == 0 ? [new("cost-centre", $"{100 + dice.Next(12)}")] : null,
        };
    }

    private T Pick<T>(T[] choices) => choices[dice.Next(choices.Length)];
}
