using System.Text.RegularExpressions;
using Polychron.Domain.Errors;
using Polychron.Domain.Projects;
using Polychron.UseCases.CustomFields;

namespace Polychron.UseCases.Projects;

/// <summary>What a project's values must be, whichever dialect they come through.</summary>
internal static partial class ProjectRules
{
    public static void Check(Project project, IEnumerable<KeyValuePair<string, string?>>? customFields)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(project.Title))
        {
            errors.Add(new(Fields.Title, "A project has a title."));
        }
        else if (project.Title.Length > ProjectLimits.MaxTitleLength)
        {
            errors.Add(new(Fields.Title, $"A project's title has at most {ProjectLimits.MaxTitleLength} characters."));
        }

        if (project.Notes?.Length > ProjectLimits.MaxNotesLength)
        {
            errors.Add(new(Fields.Notes, $"A project's notes have at most {ProjectLimits.MaxNotesLength} characters."));
        }

        if (!ColorPattern().IsMatch(project.Color))
        {
            errors.Add(new(Fields.Color, "A colour has the form #RRGGBB."));
        }

        if (project.ProductivityScore is not (>= -1 and <= 1))
        {
            errors.Add(new(Fields.ProductivityScore, "A productivity score is between -1 and 1."));
        }

        CustomFieldRules.Check(customFields, project.CustomFields, errors);
        if (errors.Count > 0)
        {
            throw DomainException.Invalid(errors);
        }
    }

    [GeneratedRegex("^#[0-9A-Fa-f]{6}$", RegexOptions.CultureInvariant)]
    private static partial Regex ColorPattern();
}
