using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Symmetry;

namespace Arise.Prototypes;

/// <summary>The displacements that keep the symmetry of a crystal, with names.</summary>
internal static class FamilyDisplacements
{
    private const double Rounding = 1e-3;
    private static readonly string[] Directions = ["x", "y", "z"];

    /// <summary>
    /// A basis of the fields that are invariant under the space group and move the crystal as a whole nowhere: orbit by
    /// orbit, direction by direction, what is new of the mean of a single displacement.
    /// </summary>
    public static ImmutableArray<FamilyDisplacement> Of(AtomicStructure structure, CellSymmetry symmetry)
    {
        int[] orbits = symmetry.Orbits();
        var counts = new Dictionary<ChemicalElement, int>();
        var basis = new List<Vector3D[]>();
        var found = ImmutableArray.CreateBuilder<FamilyDisplacement>();
        foreach (int atom in orbits.Distinct().Order())
        {
            ChemicalElement species = structure.Species[atom];
            int number = counts[species] = counts.GetValueOrDefault(species) + 1;
            for (int axis = structure.Periodicity == Periodicity.InPlane ? 2 : 0; axis < 3; axis++)
            {
                var single = new Vector3D[structure.Count];
                single[atom] = new Vector3D(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0);
                Vector3D[] field = Centered(symmetry.Mean(single));
                double size = Norm(field);
                if (size < Rounding / structure.Count)
                    continue;
                Vector3D[] rest = field;
                foreach (Vector3D[] one in basis)
                    rest = Sum(rest, one, -Dot(rest, one));
                if (Norm(rest) < Rounding * size)
                    continue;
                basis.Add(Scaled(rest, 1 / Norm(rest)));
                found.Add(new FamilyDisplacement(
                    $"{species.Symbol}{number} {Directions[axis]}",
                    [.. Scaled(field, 1 / field.Max(one => one.Length))]));
            }
        }

        return found.ToImmutable();
    }

    /// <summary>A field less its mean.</summary>
    public static Vector3D[] Centered(Vector3D[] field)
    {
        Vector3D mean = default;
        foreach (Vector3D one in field)
            mean += one / field.Length;
        return [.. field.Select(one => one - mean)];
    }

    private static double Norm(Vector3D[] field) => Math.Sqrt(Dot(field, field));

    private static double Dot(Vector3D[] a, Vector3D[] b) => a.Zip(b, Vector3D.Dot).Sum();

    private static Vector3D[] Scaled(Vector3D[] field, double factor) => [.. field.Select(one => factor * one)];

    private static Vector3D[] Sum(Vector3D[] a, Vector3D[] b, double factor) =>
        [.. a.Zip(b, (u, v) => u + (factor * v))];
}
