using System.Globalization;
using Arise.Networks;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Mapping;

/// <summary>
/// How a structure is mapped: the boxes, and how each is classified. Lengths in the unit of the positions.
/// </summary>
public sealed record MapSettings
{
    /// <summary>Lengths of a box along x, y and z, Angstrom.</summary>
    public required Vector3D Edge { get; init; }

    /// <summary>Distances between boxes along x, y and z, Angstrom.</summary>
    public required Vector3D Stride { get; init; }

    /// <summary>Padding on both sides of the atoms along x, y and z, as a share of the edge.</summary>
    public Vector3D Padding { get; init; }

    /// <summary>Boxes with fewer atoms have no prediction.</summary>
    public int MinimumAtoms { get; init; } = 20;

    /// <summary>
    /// 1 to classify every box; 2, 4, 8, ... to begin with every second, fourth, eighth, ... box along each axis and
    /// to classify those between only where neighbors differ or are unsure.
    /// </summary>
    public int Coarseness { get; init; } = 1;

    /// <summary>Whether boxes reach across the boundary along the periodic axes that allow it.</summary>
    public bool Wrap { get; init; } = true;

    /// <summary>
    /// Whether the atoms of a box count as alike, of whatever species they are; their labels keep the species.
    /// </summary>
    public bool OneSpecies { get; init; }

    /// <summary>
    /// Hidden layer of the network whose means over the passes are kept for every box, from 1; null for none.
    /// </summary>
    public int? HiddenLayer { get; init; }

    /// <summary>Which values of that layer.</summary>
    public HiddenValues HiddenValues { get; init; }

    /// <summary>Mode, passes, seed and threads of the predictions.</summary>
    public PredictionSettings Prediction { get; init; } = new() { Mode = PredictionMode.Adaptive };

    /// <summary>Settings with cubes and one stride for all axes.</summary>
    public static MapSettings Cubes(double edge, double stride) =>
        new() { Edge = new Vector3D(edge, edge, edge), Stride = new Vector3D(stride, stride, stride) };

    /// <summary>
    /// Settings for a sample; what is not given is chosen from its atoms: boxes of about 150 atoms, at most 20 000 of
    /// them.
    /// </summary>
    /// <param name="structure">At least one atom.</param>
    /// <param name="edge">Lengths of a box.</param>
    /// <param name="stride">Distances between boxes.</param>
    /// <param name="padding">Padding, as a share of the edge.</param>
    /// <param name="minimumAtoms">Boxes with fewer atoms have no prediction.</param>
    /// <param name="wrap">Whether boxes reach across periodic boundaries.</param>
    public static MapSettings For(
        AtomicStructure structure,
        Vector3D? edge = null,
        Vector3D? stride = null,
        Vector3D padding = default,
        int minimumAtoms = 20,
        bool wrap = true)
    {
        Vector3D given = edge ?? MapDefaults.Edge(structure, wrap, minimumAtoms, padding);
        return new MapSettings
        {
            Edge = given,
            Stride = stride ?? MapDefaults.Stride(structure, given, padding, wrap),
            Padding = padding,
            MinimumAtoms = minimumAtoms,
            Wrap = wrap,
        };
    }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the parameter name is the property.</exception>
    public void Validate()
    {
        for (int axis = 0; axis < 3; axis++)
        {
            Require(IsLength(Edge[axis]), nameof(Edge), "edge of a box", Edge[axis], "from 1e-6 to 1e9");
            Require(IsLength(Stride[axis]), nameof(Stride), "stride", Stride[axis], "from 1e-6 to 1e9");
            Require(Padding[axis] is >= 0 and <= 100, nameof(Padding), "padding", Padding[axis], "from 0 to 100");
        }

        Require(
            MinimumAtoms is >= 2 and <= 1_000_000_000,
            nameof(MinimumAtoms),
            "minimum number of atoms",
            MinimumAtoms,
            "from 2 to 1e9");
        Require(
            Coarseness is >= 1 and <= 1024 && int.IsPow2(Coarseness),
            nameof(Coarseness),
            "coarseness",
            Coarseness,
            "a power of 2 up to 1024");
        if (HiddenLayer is { } layer)
            Require(layer >= 1, nameof(HiddenLayer), "hidden layer", layer, "at least 1");
        Setting.Require(
            Enum.IsDefined(HiddenValues), nameof(HiddenValues), $"{HiddenValues} are no values of a hidden layer.");
        Setting.Require(
            HiddenLayer is null || Coarseness == 1,
            nameof(HiddenLayer),
            "Hidden layers are not interpolated between boxes; classify every box.");
        Prediction.Validate();

        // Coordinates that are read lie within 1e9 of zero.
        static bool IsLength(double value) => value is >= 1e-6 and <= 1e9;

        static void Require(bool holds, string property, string name, double value, string range) => Setting.Require(
            holds,
            property,
            string.Create(CultureInfo.InvariantCulture, $"The {name} is {value}; it must be {range}."));
    }
}
