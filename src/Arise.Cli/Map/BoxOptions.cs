using System.CommandLine;
using Arise.Mapping;
using Arise.Networks;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Cli;

/// <summary>Options of every verb that lays boxes over a sample.</summary>
internal static class BoxOptions
{
    public static readonly Option<Vector3D?> Box =
        VectorOption.Create("--box", "Edges of the boxes, in the unit of the file (default: about 150 atoms).");

    public static readonly Option<Vector3D?> Stride =
        VectorOption.Create("--stride", "Distances between boxes (default: at most 20 000 boxes).");

    public static readonly Option<Vector3D?> Padding = VectorOption.Create(
        "--padding", "Room around the atoms, as a share of the box (default: 0).", zeroAllowed: true);

    public static readonly Option<int> MinimumAtoms =
        PositiveInteger.Option(
            "--min-atoms", 20, "Boxes with fewer atoms have no prediction.", most: 1_000_000_000);

    public static readonly Option<bool> NoWrap = new("--no-wrap")
    {
        Description = "Boxes end at periodic boundaries instead of reaching across.",
    };

    /// <summary>All of them.</summary>
    public static Option[] All => [Box, Stride, Padding, MinimumAtoms, NoWrap];

    /// <summary>What a command line says about boxes; what it leaves open is chosen for the structure.</summary>
    public static MapSettings Settings(
        ParseResult parsed, PredictionSettings prediction, AtomicStructure structure) => MapSettings.For(
            structure,
            parsed.GetValue(Box),
            parsed.GetValue(Stride),
            parsed.GetValue(Padding) ?? Vector3D.Zero,
            Math.Max(parsed.GetValue(MinimumAtoms), 2),
            !parsed.GetValue(NoWrap)) with
        {
            Prediction = prediction,
        };
}
