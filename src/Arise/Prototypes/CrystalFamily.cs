using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Prototypes;

/// <summary>
/// The crystals of one class: base members, and what is made of them by strains and displacements that keep their
/// symmetry, within ranges.
/// </summary>
/// <remarks>
/// A member is <c>expm(sum a_k E_k)</c> applied to the cell of a base and to its atoms after a symmetric displacement
/// field (<see cref="FamilyBase"/>). Where a class has a range of an axial ratio, that ratio is drawn; of cubic metals
/// and of common cubic compounds also strains that lower the symmetry are members; all others get a traceless strain of
/// their symmetry. Members have the nearest distance of the prototype before they are strained, whichever base they
/// come from. See docs/explanation/families.md for the ranges and their sources.
/// </remarks>
internal sealed class CrystalFamily
{
    private static readonly ImmutableArray<Vector3D> CubicAxes = [new(0, 0, 1), new(1, 1, 1), new(1, 1, 0)];

    /// <summary>A family of bases and ranges.</summary>
    /// <param name="prototype">The class.</param>
    /// <param name="bases">Its base members, the prototype first.</param>
    /// <param name="ranges">The ranges.</param>
    public CrystalFamily(Prototype prototype, ImmutableArray<FamilyBase> bases, FamilyRanges ranges) =>
        (Prototype, Bases, Ranges) = (prototype, bases, ranges);

    /// <summary>The class.</summary>
    public Prototype Prototype { get; }

    /// <summary>The base members, the prototype first.</summary>
    public ImmutableArray<FamilyBase> Bases { get; }

    /// <summary>The ranges.</summary>
    public FamilyRanges Ranges { get; }

    /// <summary>Whether members differ by their axial ratio, which a further strain must not change much.</summary>
    public bool HasAxialRange =>
        Ranges.Quantity is AxialQuantity.ConventionalCell or AxialQuantity.FaceCenteredCell;

    /// <summary>
    /// The family of a class of the library; of other classes the prototype alone as base, with the default ranges.
    /// </summary>
    public static CrystalFamily Of(Prototype prototype) => FamilyTables.Of(prototype);

    /// <summary>
    /// The axial ratio of a base in the terms of the range; null where the class has no such range, or the base an axis
    /// of another order than the prototype (a trigonal distortion among tetragonal ones).
    /// </summary>
    public double? AxialRatio(FamilyBase one) => Ranges.Quantity switch
    {
        _ when one.HasThreefoldAxis != Bases[0].HasThreefoldAxis => null,
        AxialQuantity.ConventionalCell => one.AxialRatio,
        AxialQuantity.FaceCenteredCell => one.AxialRatio / Math.Sqrt(2),
        _ => null,
    };

    /// <summary>The cell of a member; the prototype itself where it is neither a bulk crystal nor a layer.</summary>
    public AtomicStructure Draw(Draws draws)
    {
        FamilyBase one = Bases.Length > 1 && draws.Chance(0.6) ? draws.Of(Bases) : Bases[0];
        if (one.Symmetry is null)
            return one.Structure;
        double factor = ReferenceEquals(one, Bases[0]) ? 1 : Bases[0].Distance / one.Distance;
        return one.Member(DrawStrain(one, draws), DrawDisplacements(one, draws), factor);
    }

    private SymmetricTensor DrawStrain(FamilyBase one, Draws draws)
    {
        if (AxialRatio(one) is { } ratio)
        {
            if (draws.Chance(0.25))
                return default;

            // Most hexagonal metals are near the ideal ratio of spheres.
            double wanted = Prototype.Label.StartsWith("hcp", StringComparison.Ordinal) && draws.Chance(0.65)
                ? draws.Uniform(1.565, 1.66)
                : draws.Uniform(Ranges.Low, Ranges.High);
            return Math.Log(wanted / ratio) * SymmetricTensor.Dyad(one.Axis!.Value, one.Axis.Value);
        }

        if (draws.Chance(0.5))
            return default;
        return Ranges.Quantity == AxialQuantity.CubeEdge
            ? DrawCubic(draws)
            : DrawSymmetric(one, draws.Uniform(0, Ranges.LargestSpread), draws);
    }

    // Of random amplitudes of all strains but the volume; a layer has its area instead.
    private static SymmetricTensor DrawSymmetric(FamilyBase one, double spread, Draws draws)
    {
        SymmetricTensor sum = default;
        foreach (FamilyStrain strain in one.Strains.Where(strain => strain.Name != "volume"))
            sum += (draws.Normal() / strain.Tensor.Norm) * strain.Tensor;
        double found = sum.Spread();
        return found < 1e-3 ? default : (spread / found) * sum;
    }

    private SymmetricTensor DrawCubic(Draws draws)
    {
        double most = Ranges.LargestSpread;
        double kind = draws.Uniform();
        if (kind < 0.3)
        {
            Rotation frame = draws.Rotation();
            return draws.Uniform(0, 0.06) * SymmetricTensor.Dyad(frame.X, frame.Y);
        }

        Vector3D direction = kind < 0.5 ? draws.Direction() : CubicAxes[draws.Below(CubicAxes.Length)].Normalized();
        double alongEdge = Math.Max(Math.Abs(direction.X), Math.Max(Math.Abs(direction.Y), Math.Abs(direction.Z)));
        (double low, double high) = alongEdge > 0.999
            ? (Math.Log(Ranges.Low), Math.Log(Ranges.High))
            : (Math.Max(-most, Math.Log(Ranges.Low)), Math.Min(most, Math.Log(Ranges.High) / alongEdge));
        return draws.Uniform(low, high) * SymmetricTensor.Dyad(direction, direction);
    }

    private Vector3D[] DrawDisplacements(FamilyBase one, Draws draws)
    {
        if (one.Displacements.IsEmpty || draws.Chance(0.4))
            return [];
        var field = new Vector3D[one.Structure.Count];
        foreach (FamilyDisplacement free in one.Displacements)
        {
            double amplitude = draws.Normal();
            for (int atom = 0; atom < field.Length; atom++)
                field[atom] += amplitude * free.Field[atom];
        }

        double most = field.Max(displacement => displacement.Length);
        double size = draws.Uniform(0, Ranges.LargestDisplacement) * one.Distance / Math.Max(most, 1e-9);
        return [.. field.Select(displacement => size * displacement)];
    }
}
