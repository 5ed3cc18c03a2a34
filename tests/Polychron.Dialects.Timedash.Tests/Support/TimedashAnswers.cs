using System.Text.Json.Nodes;

namespace Polychron.Dialects.Timedash.Tests.Support;

/// <summary>What Timedash's answers have in common.</summary>
internal static class TimedashAnswers
{
    extension(Answer answer)
    {
        /// <summary>The items of a list.</summary>
        public JsonNode[] Items => [.. answer["data"]!.AsArray().Select(item => item!)];

        public long Id => answer.Json.Number("id");

        /// <summary>The ids of a list's items.</summary>
        public long[] Ids => [.. answer.Items.Select(item => item.Number("id"))];

        /// <summary>Asserts an error of the request, about a parameter or about none.</summary>
        public Answer IsError(int status, string? param = null)
        {
            answer.Is(status);
            Assert.Equal("application/json", answer.ContentType);
            var error = answer.Json.AsObject();
            Assert.Equal(param is null ? ["type", "message"] : ["type", "message", "param"], error.Select(member => member.Key));
            Assert.Equal(status >= 500 ? "api_error" : "invalid_request_error", error.Text("type"));
            Assert.NotEmpty(error.Text("message"));
            Assert.Equal(param, error.TextOrNull("param"));
            return answer;
        }
    }
}
