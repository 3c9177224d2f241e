using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Arise.Explanation;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Reporting.Explanations;

/// <summary>
/// Explanations as JSON: lengths in Angstrom (or the unit of the sample), strains without unit, atoms counted from 1,
/// numbers that do not exist as null.
/// </summary>
internal static class ExplanationJson
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes an array.</summary>
    public static void Write(TextWriter output, IEnumerable<StructureExplanation> explanations)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Layout))
        {
            json.WriteStartArray();
            foreach (StructureExplanation one in explanations)
                Write(json, one);
            json.WriteEndArray();
        }

        output.WriteLine(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter json, StructureExplanation one)
    {
        json.WriteStartObject();
        json.WriteString("class_label", one.Prototype.Label);
        json.WriteString("name", one.Prototype.CommonName);
        json.WriteString("base", one.Base);
        json.WriteString("sentence", one.Sentence);
        json.WriteNumber("fit", one.Fit);
        json.WriteNumber("atoms", one.TotalAtoms);
        json.WriteNumber("explained", one.Sample.Count);
        json.WriteNumber("matched", one.Matched);
        json.WriteString("length_unit", one.Sample.LengthUnit.Name);
        json.WriteNumber("bond_length", one.BondLength);
        Number(json, "root_mean_square", one.RootMeanSquare);
        json.WriteStartObject("lattice");
        foreach ((string name, double fitted, double ofPrototype) in one.Lattice)
            Pair(json, name, fitted, ofPrototype);
        json.WriteEndObject();
        json.WriteStartObject("ranges");
        foreach ((string name, double fitted, double low, double high) in one.Ranges)
        {
            json.WriteStartObject(name);
            json.WriteNumber("sample", fitted);
            json.WriteNumber("low", low);
            json.WriteNumber("high", high);
            json.WriteBoolean("inside", fitted >= low && fitted <= high);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("free_coordinates");
        foreach ((string name, double fitted, double ofPrototype) in one.FreeCoordinates)
            Pair(json, name, fitted, ofPrototype);
        json.WriteEndObject();
        json.WriteStartObject("breaking_strain");
        foreach ((string name, double value) in StructureExplanation.StrainNames.Zip(one.BreakingStrain))
            json.WriteNumber(name, value);
        json.WriteNumber("size", one.BreakingStrainSize);
        json.WriteEndObject();
        json.WriteNumber("breaking_displacement", one.BreakingDisplacement);
        json.WriteStartArray("parts");
        foreach ((ChemicalElement part, ChemicalElement? species) in one.Parts)
        {
            json.WriteStartObject();
            json.WriteString("of_prototype", part.Symbol);
            json.WriteString("species", species?.Symbol);
            json.WriteStartObject("shared_with");
            foreach ((_, ChemicalElement other, int atoms) in one.Mixed.Where(mixed => mixed.Part == part))
                json.WriteNumber(other.Symbol, atoms);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Atoms(json, "foreign_atoms", one.Foreign);
        Atoms(json, "interstitials", one.Interstitials);
        json.WriteStartArray("empty_sites");
        foreach (Vector3D place in one.Vacancies)
        {
            json.WriteStartArray();
            for (int axis = 0; axis < 3; axis++)
                json.WriteNumberValue(place[axis]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private static void Pair(Utf8JsonWriter json, string name, double fitted, double ofPrototype)
    {
        json.WriteStartObject(name);
        json.WriteNumber("sample", fitted);
        json.WriteNumber("prototype", ofPrototype);
        json.WriteEndObject();
    }

    private static void Atoms(Utf8JsonWriter json, string name, ImmutableArray<int> atoms)
    {
        json.WriteStartArray(name);
        foreach (int atom in atoms)
            json.WriteNumberValue(atom + 1);
        json.WriteEndArray();
    }
}
