using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timether.Mapping;
using Polychron.Dialects.Timether.Wire.Bodies;
using Polychron.Domain.Projects;
using Polychron.UseCases;
using Polychron.UseCases.Projects.Settings;

namespace Polychron.Dialects.Timether.Wire.Projects;

/// <summary>Reads what is to be written of a project.</summary>
internal static class ProjectBody
{
    /// <summary>The key that a body may be wrapped in.</summary>
    public const string Key = "project";

    private const int MaxMembers = 1_000;

    /// <summary>The settings. A new project without members is everyone's.</summary>
    public static ProjectSettings Read(JsonBody body, bool isNew)
    {
        var reader = TimetherBody.Read(body, Key);
        if (isNew)
        {
            reader.Require("name");
        }

        var members = TimetherBody.Ids(reader, "member_ids", MaxMembers);
        var settings = new ProjectSettings
        {
            Title = reader.Text("name", ProjectLimits.MaxTitleLength).Given(reader, "name"),
            ClientId = TimetherBody.Id(reader, "client_id").ToChange(),
            Color = reader.Text("color", 7).Given(reader, "color"),
            IsArchived = reader.Boolean("is_archived").Given(reader, "is_archived"),
            DefaultBillingStatus = TimetherBody
                .Word(reader, "default_billing_status", BillingStatusNames.Parse, BillingStatusNames.Expected).ToChange(),
            RateType = TimetherBody.Word(reader, "rate_type", ProjectJson.ParseRateType, "must be project or member.")
                .Given(reader, "rate_type"),
            HourRate = reader.WholeNumber("hourly_rate_cents", 0, TimetherBody.MaxRate).Given(reader, "hourly_rate_cents"),
            ExternalId = reader.Text("external_id", TimetherBody.MaxExternalIdLength).ToChange(),
            Users = members.IsPresent || isNew
                ? Change<IReadOnlyList<(long UserId, long? HourRate)>>.To(
                    [.. members.Or([]).Distinct().Select(id => (id, (long?)null))])
                : default,
        };
        reader.ThrowIfInvalid();
        return settings;
    }
}
