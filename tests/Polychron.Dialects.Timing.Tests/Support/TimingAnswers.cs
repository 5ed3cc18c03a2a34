using System.Text.Json.Nodes;

namespace Polychron.Dialects.Timing.Tests.Support;

/// <summary>What Timing's answers have in common.</summary>
internal static class TimingAnswers
{
    extension(Answer answer)
    {
        /// <summary>The data of the envelope.</summary>
        public JsonNode Data => answer["data"] ?? throw new InvalidOperationException($"There is no data in {answer.Body}");

        /// <summary>The items of the envelope.</summary>
        public JsonNode[] Items => [.. answer.Data.AsArray().Select(item => item!)];

        /// <summary>The reference of the thing.</summary>
        public string Self => answer.Data.Text("self");

        /// <summary>Asserts a refusal of exactly these fields.</summary>
        public Answer IsInvalid(params string[] fields)
        {
            answer.Is(422);
            Assert.Equal(fields.Order(), answer["errors"]!.AsObject().Select(field => field.Key).Order());
            return answer;
        }
    }
}
