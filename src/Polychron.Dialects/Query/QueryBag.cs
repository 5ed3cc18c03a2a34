using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Errors;
using Polychron.Domain.Errors;

namespace Polychron.Dialects.Query;

/// <summary>
/// The parameters of a request's query, and what is wrong with them. A method returns null both for a parameter that is left
/// out and for a wrong one: call <see cref="ThrowIfInvalid"/> before using what was read. Names are compared by case; what
/// nobody asks for is ignored.
/// </summary>
public sealed partial class QueryBag
{
    /// <summary>The most parameters in a query.</summary>
    public const int MaxParameters = 1000;

    /// <summary>The most characters in a value, unless a method says less.</summary>
    public const int MaxLength = 2000;

    private static readonly List<QueryParameter> None = [];

    private List<FieldError>? _errors;

    private QueryBag(List<QueryParameter> parameters) => Parameters = parameters;

    /// <summary>What was wrong so far, by the names that the client used.</summary>
    public IReadOnlyList<FieldError> Errors => _errors ?? [];

    /// <summary>The names of the parameters, without brackets, in the order of the query; one that is given twice is in it twice.</summary>
    public IEnumerable<string> Names => Parameters.Select(parameter => parameter.Name);

    internal List<QueryParameter> Parameters { get; }

    /// <summary>Reads the query of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="ignoresBlank">Whether a parameter without brackets that is given empty counts as left out, as it does in Laravel.</param>
    /// <exception cref="RequestException">It has more than <see cref="MaxParameters"/> parameters.</exception>
    public static QueryBag Of(HttpRequest request, bool ignoresBlank = false)
    {
        var query = request.QueryString.Value;
        if (string.IsNullOrEmpty(query))
        {
            return new QueryBag(None);
        }

        var parameters = new List<QueryParameter>();
        foreach (var pair in new QueryStringEnumerable(query))
        {
            if (parameters.Count == MaxParameters)
            {
                throw new RequestException(RequestErrorKind.BadRequest, $"The query has more than {MaxParameters} parameters.");
            }

            var parameter = QueryParameter.Of(pair.DecodeName().ToString(), pair.DecodeValue().ToString());
            if (!ignoresBlank || parameter is not { Index: null, Value: "" })
            {
                parameters.Add(parameter);
            }
        }

        return new QueryBag(parameters);
    }

    /// <summary>Whether a parameter is there, with or without brackets, be it empty.</summary>
    public bool Has(string name)
    {
        foreach (var parameter in Parameters)
        {
            if (parameter.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A text; empty if it is given empty.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="maxLength">The most UTF-16 code units.</param>
    public string? Text(string name, int maxLength = MaxLength) =>
        Single(name) is { } text && Acceptable(name, text, maxLength) ? text : null;

    /// <summary>A boolean: 1, 0, true or false, or True or False, as Python and .NET write them.</summary>
    public bool? Boolean(string name)
    {
        switch (Single(name))
        {
            case null:
                return null;
            case "1" or "true" or "True":
                return true;
            case "0" or "false" or "False":
                return false;
            default:
                Fail(name, "must be 1, 0, true or false.");
                return null;
        }
    }

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>, in decimal digits.</summary>
    public long? WholeNumber(string name, long min = long.MinValue, long max = long.MaxValue) =>
        Single(name) is { } text ? WholeNumber(name, text, min, max) : null;

    /// <summary>A moment in ISO 8601 (see <see cref="IsoMoment"/>).</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="zone">The zone of a text that names none.</param>
    public IsoMoment? Moment(string name, DateTimeZone zone)
    {
        if (Single(name) is not { } text)
        {
            return null;
        }

        // In a query, a plus sign that was not encoded reads as a space: "...T00:00:00 01:00" was meant as an offset.
        var space = text.LastIndexOf(' ');
        if (IsoMoment.TryParse(text, zone, out var moment)
            || (space >= 16 && IsoMoment.TryParse($"{text[..space]}+{text[(space + 1)..]}", zone, out moment)))
        {
            return moment;
        }

        Fail(name, IsoMoment.Expected);
        return null;
    }

    /// <summary>Adds an error of a parameter.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="complaint">What follows "The page field": "must be 1 or more."</param>
    public void Fail(string name, string complaint) =>
        (_errors ??= []).Add(new FieldError(name, $"The {name} field {complaint}"));

    /// <summary>Refuses the request if anything was wrong.</summary>
    /// <exception cref="RequestException">Of kind <see cref="RequestErrorKind.Invalid"/>, with all errors.</exception>
    public void ThrowIfInvalid()
    {
        if (_errors is { } errors)
        {
            throw new RequestException(errors);
        }
    }

    // Given twice, servers disagree on which one counts: it is refused instead of guessed.
    private string? Single(string name)
    {
        string? found = null;
        foreach (var parameter in Parameters)
        {
            if (parameter.Name != name)
            {
                continue;
            }

            if (parameter.Index is not null || found is not null)
            {
                Fail(name, "must be a single value.");
                return null;
            }

            found = parameter.Value;
        }

        return found;
    }

    private bool Acceptable(string name, string text, int maxLength)
    {
        if (TextRules.Check(text, maxLength, isMultiline: false) is not { } complaint)
        {
            return true;
        }

        Fail(name, complaint);
        return false;
    }

    private long? WholeNumber(string name, string text, long min, long max)
    {
        if (!WholeNumberText.TryParse(text, out var number))
        {
            Fail(name, "must be a whole number.");
        }
        else if (number < min || number > max)
        {
            Fail(name, max == long.MaxValue ? $"must be at least {min}." : $"must be from {min} to {max}.");
        }
        else
        {
            return number;
        }

        return null;
    }
}
