using System.Buffers;
using System.Text;
using System.Text.Json;
using Arise.Networks;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Reporting;

/// <summary>
/// Writes classifications as one JSON array, an object per structure, while they come. Lengths in Angstrom, entropies
/// in bits; a structure without a class has an empty list of candidates and null entropies.
/// </summary>
public sealed class ClassificationJson : IDisposable
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true };

    private readonly TextWriter _output;
    private readonly ArrayBufferWriter<byte> _pending = new();
    private readonly Utf8JsonWriter _json;
    private readonly int _top;
    private readonly ClassGrouping? _grouping;

    /// <summary>Opens the array.</summary>
    /// <param name="output">Where to; not disposed.</param>
    /// <param name="top">Number of candidates per structure.</param>
    /// <param name="grouping">Groups of classes to list as well, <c>groups</c>; none when omitted.</param>
    public ClassificationJson(TextWriter output, int top, ClassGrouping? grouping = null)
    {
        (_output, _top, _grouping) = (output, top, grouping);
        _json = new Utf8JsonWriter(_pending, Layout);
        _json.WriteStartArray();
    }

    /// <summary>Writes one object.</summary>
    public void Write(ClassifiedStructure item)
    {
        Classification result = item.Result;
        _json.WriteStartObject();
        _json.WriteString("file", item.File);
        _json.WriteNumber("frame", item.Frame);
        _json.WriteString("formula", item.Structure.Formula());
        _json.WriteNumber("atoms", item.Structure.Count);
        _json.WriteString("periodicity", item.Structure.Periodicity.ToString());
        WriteDistances(result);
        _json.WriteStartArray("candidates");
        foreach (Candidate candidate in result.Candidates.Take(_top))
            WriteCandidate(candidate);
        _json.WriteEndArray();
        if (_grouping is not null)
            WriteGroups(_grouping.Rank(result).Take(_top));
        PredictiveUncertainty uncertainty = result.Prediction.Uncertainty;
        WriteNumber("mutual_information", result.MutualInformation);
        WriteNumber("predictive_entropy", uncertainty.PredictiveEntropy);
        WriteNumber("expected_entropy", uncertainty.ExpectedEntropy);
        WriteNumber("variation_ratio", uncertainty.VariationRatio);
        WriteNumber("mutual_information_error", uncertainty.MutualInformationError);
        WriteNumber("probability_error", uncertainty.ProbabilityError);
        WriteNumber("novelty", result.Novelty ?? double.NaN);
        _json.WriteString("verdict", result.Verdict.ToString().ToLowerInvariant());
        _json.WriteString("agreement", result.Agreement.ToString().ToLowerInvariant());
        _json.WriteNumber("passes", result.Prediction.Passes);
        _json.WriteNumber("descriptor_seconds", result.DescriptorTime.TotalSeconds);
        _json.WriteNumber("network_seconds", result.NetworkTime.TotalSeconds);
        _json.WriteEndObject();
        HandOver();
    }

    /// <summary>Closes the array.</summary>
    public void Dispose()
    {
        _json.WriteEndArray();
        HandOver();
        _output.WriteLine();
        _json.Dispose();
    }

    private void HandOver()
    {
        _json.Flush();
        _output.Write(Encoding.UTF8.GetString(_pending.WrittenSpan));
        _pending.Clear();
    }

    private void WriteDistances(Classification result)
    {
        IReadOnlyList<ChemicalElement> species = result.Distances.Species;
        _json.WriteStartObject("d_nn");
        for (int a = 0; a < species.Count; a++)
        {
            for (int b = 0; b < species.Count; b++)
                WriteNumber($"{species[a]}-{species[b]}", result.Distances[a, b]);
        }

        _json.WriteEndObject();
    }

    private void WriteCandidate(Candidate candidate)
    {
        _json.WriteStartObject();
        _json.WriteString("label", candidate.Label);
        _json.WriteString("name", candidate.Name);
        if (candidate.Prototype is { } prototype)
        {
            _json.WriteString("material_type", MaterialTypeName.Of(prototype.MaterialType));
            if (prototype.SpaceGroupNumber is { } number)
                _json.WriteNumber("space_group_number", number);
            if (prototype.SpaceGroupSymbol is { } symbol)
                _json.WriteString("space_group_symbol", symbol);
        }

        _json.WriteNumber("probability", candidate.Probability);
        _json.WriteEndObject();
    }

    private void WriteGroups(IEnumerable<ClassGrouping.Group> groups)
    {
        _json.WriteStartArray("groups");
        foreach (ClassGrouping.Group group in groups)
        {
            _json.WriteStartObject();
            _json.WriteString("name", group.Name);
            _json.WriteNumber("probability", group.Probability);
            _json.WriteString("likeliest", group.Likeliest.Label);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteNumber(string name, double value)
    {
        if (double.IsFinite(value))
            _json.WriteNumber(name, value);
        else
            _json.WriteNull(name);
    }
}
