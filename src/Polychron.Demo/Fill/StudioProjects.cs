using Polychron.Demo.Studio;
using Polychron.Domain.Billing;
using Polychron.Domain.Budgets;
using Polychron.Domain.Rates;
using Polychron.UseCases;
using Polychron.UseCases.Clients;
using Polychron.UseCases.Labels;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Projects.Settings;
using Polychron.UseCases.Teams;

namespace Polychron.Demo.Fill;

/// <summary>Makes the studio's teams, labels, clients and projects with their parts, rates and budgets.</summary>
internal static class StudioProjects
{
    private static readonly string[] Colors = ["#1B6CA8", "#C8553D", "#3A7D44", "#8E5572", "#E0A030", "#2F4858", "#7B6D8D"];

    public static async ValueTask<bool> MakeAsync(IWorkspaceTransaction transaction, IRandomSource random, IReadOnlyList<long> userIds)
    {
        Teams(transaction, userIds);
        Labels(transaction);
        var clients = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < Portfolio.Jobs.Count; i++)
        {
            var job = Portfolio.Jobs[i];
            if (job.Client is { } name && !clients.ContainsKey(name))
            {
                clients[name] = SaveClient.Create(transaction, new ClientChanges { Name = Change<string>.To(name) }).Id;
            }

            await JobAsync(transaction, random, job, job.Client is null ? null : clients[job.Client], Colors[i % Colors.Length], userIds)
                .ConfigureAwait(false);
        }

        return true;
    }

    private static void Teams(IWorkspaceTransaction transaction, IReadOnlyList<long> userIds)
    {
        foreach (var craft in Cast.People.Select((person, i) => (person.Craft, UserId: userIds[i])).GroupBy(person => person.Craft))
        {
            CreateTeam.Run(transaction, new CreateTeam.Command($"{craft.Key}", [.. craft.Select(person => person.UserId)]));
        }
    }

    private static void Labels(IWorkspaceTransaction transaction)
    {
        foreach (var (group, labels) in Words.Labels)
        {
            var parent = SaveLabel.Create(transaction, new LabelChanges { Name = Change<string>.To(group) });
            foreach (var label in labels)
            {
                SaveLabel.Create(
                    transaction, new LabelChanges { Name = Change<string>.To(label), ParentId = Change<long?>.To(parent.Id) });
            }
        }
    }

    private static async ValueTask JobAsync(
        IWorkspaceTransaction transaction, IRandomSource random, Job job, long? clientId, string color, IReadOnlyList<long> userIds)
    {
        var rates = new ProjectSettings
        {
            RateType = Change<RateType>.To(job.HourRate is null ? RateType.User : RateType.Project),
            HourRate = Change<long>.To(job.HourRate ?? 0),
        };
        var root = CreateManagedProject.Run(transaction, rates with
        {
            Title = Change<string>.To(job.Title),
            Color = Change<string>.To(color),
            ClientId = Change<long?>.To(clientId),
            DefaultBillingStatus = Change<BillingStatus?>.To(job.IsInternal ? BillingStatus.NotBillable : BillingStatus.Billable),
            Users = Change<IReadOnlyList<(long UserId, long? HourRate)>>.To([.. userIds.Select(userId => (userId, (long?)null))]),
            BudgetKind = Change<BudgetKind>.To(job.BudgetHours > 0 ? BudgetKind.Time : BudgetKind.None),
            BudgetAmount = job.BudgetHours > 0 ? Change<decimal>.To(job.BudgetHours) : default,
        });
        foreach (var part in job.Parts)
        {
            var child = CreateProject.Run(transaction, random, new CreateProject.Command
            {
                Title = part.Title,
                Parent = ProjectReference.ById(root.Id),
                ClientId = clientId,
                Color = color,
                IsShared = true,
            });

            // Rates are not inherited: each part has those of its job.
            await UpdateManagedProject.RunAsync(
                transaction, new UpdateManagedProject.Command { Id = child.Id, Settings = rates }).ConfigureAwait(false);
        }

        if (job.To < Portfolio.Months)
        {
            await UpdateManagedProject.RunAsync(
                transaction,
                new UpdateManagedProject.Command
                {
                    Id = root.Id,
                    Settings = new ProjectSettings { IsArchived = Change<bool>.To(true) },
                }).ConfigureAwait(false);
        }
    }
}
