using System.Numerics;
using Arise.Baselines;
using Arise.Baselines.TemplateMatching;
using Arise.Files;
using Arise.Numerics;

namespace Arise.Tests.Baselines.TemplateMatching;

/// <summary>
/// Results of the public reference code (pmla/polyhedral-template-matching, 162cc83) on the same atoms. Where
/// neighbors tie, in perfect crystals, the order by solid angle is a matter of rounding, and with it what surface atoms
/// look like.
/// </summary>
public class TemplateMatchingReferenceTests
{
    private static readonly TemplateMatchingSettings Uncut = new() { RmsdCutoff = double.PositiveInfinity };

    [Fact]
    public void Types_and_what_belongs_to_them_are_those_of_the_reference_code()
    {
        var groups = new Dictionary<string, Agreement>();
        foreach (BaselineReference reference in BaselineReference.All)
        {
            if (!groups.TryGetValue(Group(reference), out Agreement? agreement))
                groups.Add(Group(reference), agreement = new Agreement());
            agreement.Add(reference);
        }

        int atoms = groups.Values.Sum(group => group.Atoms), types = groups.Values.Sum(group => group.Types);
        Assert.True(types >= 0.998 * atoms, $"{types} types of {atoms} atoms.");
        foreach ((string name, Agreement group) in groups)
        {
            string text = $"{name}: {group}";
            Assert.True(group.Types >= (name == "perfect" ? 0.985 : 0.995) * group.Atoms, text);
            Assert.True(group.Orderings == group.Alike, text);
            Assert.True(group.Rmsds >= (name == "perfect" ? 0.96 : 0.999) * group.Alike, text);
            Assert.True(group.Rotations >= (name == "perfect" ? 0.99 : 1) * group.Rmsds, text);
            Assert.True(group.Distances >= (name == "perfect" ? 0.99 : 1) * group.Rmsds, text);
            Assert.True(group.Deformations >= (name == "perfect" ? 0.99 : 1) * group.Rmsds, text);
            if (name is "hot" or "cells")
                Assert.True(group.Types == group.Atoms && group.Rmsds == group.Alike, text);
        }
    }

    [Fact]
    public void The_order_of_neighbors_without_ties_is_that_of_the_reference_code()
    {
        foreach (BaselineReference reference in BaselineReference.All)
        {
            bool ties = !(reference.Name.StartsWith("liquid", StringComparison.Ordinal)
                || reference.Name.Contains("rattled", StringComparison.Ordinal) || char.IsUpper(reference.Name[0])
                && reference.Name.Contains("_0.", StringComparison.Ordinal));
            if (ties || !reference.Arrays.TryGet("nearest18", out NumpyArray? nearest))
                continue;
            ReadOnlySpan<int> byDistance = nearest.Elements<int>();
            string name = reference.Arrays.Names.Single(array => array.EndsWith("_order", StringComparison.Ordinal));
            ReadOnlySpan<sbyte> ranks = reference.Arrays[name].Elements<sbyte>();
            NearestAtoms search = NearestAtoms.Of(reference.Structure.Wrapped(), 18);
            var buffer = new NearestBuffer(18);
            var angles = new SolidAngles();
            byte[] order = new byte[18];
            for (int atom = 0; atom < reference.Structure.Count; atom++)
            {
                search.Find(atom, buffer);
                angles.Order(buffer, order);
                for (int k = 0; k < 18; k++)
                    Assert.Equal(byDistance[(18 * atom) + ranks[(18 * atom) + k]], buffer.Atoms[order[k]]);
            }
        }
    }

    private static string Group(BaselineReference reference) => reference.Name switch
    {
        var name when name.StartsWith("liquid", StringComparison.Ordinal) => "liquid",
        var name when name.StartsWith("cell_", StringComparison.Ordinal) => "cells",
        var name when name.EndsWith("_0.4", StringComparison.Ordinal) || name.EndsWith("_0.8", StringComparison.Ordinal)
            || name.EndsWith("_1.0", StringComparison.Ordinal) => "hot",
        var name when name.Contains("rattled", StringComparison.Ordinal)
            || name.Contains("uniaxial", StringComparison.Ordinal)
            || name.Contains("shear", StringComparison.Ordinal) => "deformed",
        _ => "perfect",
    };

    private sealed class Agreement
    {
        public int Atoms { get; private set; }

        public int Types { get; private set; }

        public int Alike { get; private set; }

        public int Orderings { get; private set; }

        public int Rmsds { get; private set; }

        public int Rotations { get; private set; }

        public int Distances { get; private set; }

        public int Deformations { get; private set; }

        public void Add(BaselineReference reference)
        {
            TemplateMatches found = PolyhedralTemplateMatching.Match(reference.Structure, Uncut);
            ReadOnlySpan<sbyte> types = reference.Arrays["ptm_type"].Elements<sbyte>();
            ReadOnlySpan<sbyte> orderings = reference.Arrays["ptm_alloy"].Elements<sbyte>();
            ReadOnlySpan<float> rmsds = reference.Arrays["ptm_rmsd"].Elements<float>();
            ReadOnlySpan<float> distances = reference.Arrays["ptm_distance"].Elements<float>();
            ReadOnlySpan<float> rotations = reference.Arrays["ptm_q"].Elements<float>();
            ReadOnlySpan<float> deformations = reference.Arrays["ptm_F"].Elements<float>();
            for (int atom = 0; atom < types.Length; atom++)
            {
                Atoms++;
                LocalStructure type = found.Types[atom];
                if ((int)type != types[atom])
                    continue;
                Types++;
                if (type == LocalStructure.Other)
                    continue;
                Alike++;
                Orderings += (int)found.Orderings[atom] == orderings[atom] ? 1 : 0;
                if (Math.Abs(found.Rmsds[atom] - rmsds[atom]) > 1e-4)
                    continue;
                Rmsds++;
                Quaternion q = found.Orientations[atom];
                ReadOnlySpan<float> r = rotations.Slice(4 * atom, 4);
                var own = UnitQuaternion.Of(q.W, q.X, q.Y, q.Z);
                Rotations += Degrees(type, own, UnitQuaternion.Of(r[0], r[1], r[2], r[3])) < 0.1 ? 1 : 0;
                Distances += Math.Abs((found.Distances[atom] / distances[atom]) - 1) < 1e-4 ? 1 : 0;
                Matrix3 f = Matrix(found.DeformationGradients.AsSpan()[(9 * atom)..], type);
                Matrix3 g = Matrix(deformations[(9 * atom)..], type);
                Deformations += ((f * f.Transposed()) - (g * g.Transposed())).Norm < 1e-3 ? 1 : 0;
            }
        }

        public override string ToString() => $"{Atoms} atoms, {Types} types, {Alike} alike, {Orderings} orderings, "
            + $"{Rmsds} RMSD, {Rotations} rotations, {Distances} distances, {Deformations} deformations";

        private static double Degrees(LocalStructure type, UnitQuaternion p, UnitQuaternion q)
        {
            var inverse = new UnitQuaternion(q.W, -q.X, -q.Y, -q.Z);
            double w = Templates.All.Single(t => t.Type == type).CrystalRotations.Max(s => (inverse * p * s).W);
            return 2 * Math.Acos(Math.Min(w, 1)) * 180 / Math.PI;
        }

        // F F^T is the same for equivalent orientations. The third axis of a sheet is a matter of taste.
        private static Matrix3 Matrix(ReadOnlySpan<float> f, LocalStructure type)
        {
            double third = type == LocalStructure.Graphene ? 0 : 1;
            return new(new(f[0], f[1], third * f[2]), new(f[3], f[4], third * f[5]), new(f[6], f[7], third * f[8]));
        }
    }
}
