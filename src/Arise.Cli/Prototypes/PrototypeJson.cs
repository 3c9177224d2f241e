using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Cli;

/// <summary>Structural classes as JSON, all numbers with the digits that read back to the same value.</summary>
internal static class PrototypeJson
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An array of classes without their atoms.</summary>
    public static string List(IEnumerable<Prototype> prototypes) =>
        new JsonArray([.. prototypes.Select(Describe)]).ToJsonString(Indented);

    /// <summary>One class with lattice and atoms.</summary>
    public static string Full(Prototype prototype)
    {
        AtomicStructure structure = prototype.Structure;
        JsonObject json = Describe(prototype);
        json["lattice"] = structure.Lattice is { } lattice
            ? new JsonArray(Vector(lattice.A), Vector(lattice.B), Vector(lattice.C))
            : null;
        json["species"] = new JsonArray(
            [.. structure.Species.ToArray().Select(element => JsonValue.Create(element.Symbol))]);
        json["positions"] = Vectors(structure.Positions.ToArray());
        json["fractional"] = prototype.FractionalCoordinates is { } fractional ? Vectors(fractional) : null;
        return json.ToJsonString(Indented);
    }

    private static JsonObject Describe(Prototype prototype) => new()
    {
        ["classIndex"] = prototype.ClassIndex,
        ["label"] = prototype.Label,
        ["commonName"] = prototype.CommonName,
        ["aliases"] = new JsonArray([.. prototype.Aliases.Select(alias => JsonValue.Create(alias))]),
        ["materialType"] = MaterialTypeName.Of(prototype.MaterialType),
        ["formula"] = prototype.Structure.Formula(),
        ["atoms"] = prototype.Structure.Count,
        ["periodicity"] = prototype.Structure.Periodicity.ToString(),
        ["spaceGroupNumber"] = prototype.SpaceGroupNumber,
        ["spaceGroupSymbol"] = prototype.SpaceGroupSymbol,
        ["idealizedSpaceGroupNumber"] = prototype.IdealizedSpaceGroupNumber,
        ["idealizedSpaceGroupSymbol"] = prototype.IdealizedSpaceGroupSymbol,
        ["strukturbericht"] = prototype.Strukturbericht,
        ["aflowLabel"] = prototype.AflowLabel,
        ["remark"] = prototype.Remark,
        ["source"] = prototype.Source,
    };

    private static JsonArray Vectors(IEnumerable<Vector3D> vectors) => new([.. vectors.Select(Vector)]);

    private static JsonArray Vector(Vector3D vector) => new(vector.X, vector.Y, vector.Z);
}
