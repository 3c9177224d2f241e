using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Cli;

/// <summary>A structural class with lattice and atoms, as JSON has it: lengths in Angstrom.</summary>
internal sealed record PrototypeDetails : PrototypeDescription
{
    /// <summary>Describes a class.</summary>
    internal PrototypeDetails(Prototype prototype)
        : base(prototype)
    {
        AtomicStructure structure = prototype.Structure;
        Lattice = structure.Lattice is { } lattice ? Rows([lattice.A, lattice.B, lattice.C]) : null;
        Species = [.. structure.Species.ToArray().Select(element => element.Symbol)];
        Positions = Rows(structure.Positions.ToArray());
        Fractional = prototype.FractionalCoordinates is { } fractional ? Rows(fractional) : null;
    }

    /// <summary>The lattice vectors, or null.</summary>
    [JsonPropertyOrder(1)]
    public ImmutableArray<ImmutableArray<double>>? Lattice { get; }

    /// <summary>Symbol of each atom.</summary>
    [JsonPropertyOrder(2)]
    public ImmutableArray<string> Species { get; }

    /// <summary>Cartesian position of each atom.</summary>
    [JsonPropertyOrder(3)]
    public ImmutableArray<ImmutableArray<double>> Positions { get; }

    /// <summary>Fractional coordinates of each atom, or null.</summary>
    [JsonPropertyOrder(4)]
    public ImmutableArray<ImmutableArray<double>>? Fractional { get; }

    private static ImmutableArray<ImmutableArray<double>> Rows(IEnumerable<Vector3D> vectors) =>
        [.. vectors.Select(vector => ImmutableArray.Create(vector.X, vector.Y, vector.Z))];
}
