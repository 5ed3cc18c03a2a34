using Polychron.Dialects.Errors;
using Polychron.Dialects.Replies;

namespace Polychron.Dialects.Gate;

/// <summary>The error body where no dialect has one: <c>{"message":...,"error_id":...}</c>.</summary>
internal static class PlainError
{
    public static BytesResult Render(RequestError error) => new(error.Status, JsonBytes.Render(error, static (json, error) =>
    {
        json.WriteStartObject();
        json.WriteString("message", error.Message);
        if (error.ErrorId is not null)
        {
            json.WriteString("error_id", error.ErrorId);
        }

        json.WriteEndObject();
    }));
}
