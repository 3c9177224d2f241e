using System.Xml.Linq;
using Arise.Files;
using Arise.Mapping;
using Arise.Networks;
using Arise.Numerics;
using Arise.Reporting.Maps;
using Arise.Structures;

namespace Arise.Tests.Mapping;

/// <summary>Samples that are long in one direction: boxes as thick as the sample, side by side along it.</summary>
public sealed class RodTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-rod-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Nobody says that it is a rod. The phases are where they are, whichever way it points, and the figure shows them
    // along it.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_rod_is_mapped_along_its_length(int axis)
    {
        AtomicStructure sample = MapSamples.TwoPhases();
        sample = sample.WithPositions([.. sample.Positions.ToArray().Select(p => axis switch
        {
            0 => p,
            1 => new Vector3D(p.Z, p.X, p.Y),
            _ => new Vector3D(p.Y, p.Z, p.X),
        })]);
        Vector3D edge = MapDefaults.Edge(sample, wrap: true);
        var plan = new MapPlan(sample, new MapSettings
        {
            Edge = edge,
            Stride = MapDefaults.Stride(sample, edge, Vector3D.Zero, wrap: true),
            Prediction = new PredictionSettings { Passes = 64, Threads = 2 },
        });
        BoxGrid grid = plan.Grid;
        Assert.InRange(grid[axis].Count, 20, 100);
        Assert.Equal((1, 1), (grid[(axis + 1) % 3].Count, grid[(axis + 2) % 3].Count));
        Assert.Equal(sample.Count, Enumerable.Range(0, sample.Count).Count(atom => IsCovered(grid, sample, atom)));

        CrystalMap map = new StructureMapper().Map(plan);
        int inFcc = 0, inDiamond = 0;
        for (int row = 0; row < map.Rows; row++)
        {
            double along = grid.Center(plan.Boxes[row])[axis], half = edge[axis] / 2;
            string label = map.ClassLabels[map.LikelyClassOf(row)];
            if (along + half < 20)
            {
                Assert.Equal("fcc_Cu_A_cF4_225_a", label);
                inFcc++;
            }

            if (along - half > 20)
            {
                Assert.Equal("diam_C_A_cF8_227_a", label);
                inDiamond++;
            }
        }

        Assert.True(inFcc > 3 && inDiamond > 3, $"{inFcc} and {inDiamond} boxes inside the phases");

        MapReport.Write(map, _folder);
        ResultFolders.AreForeseen(_folder);
        XDocument svg = XDocument.Load(Path.Combine(_folder, "profile.svg"));
        string[] texts = [.. svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
        Assert.Contains($"{"xyz"[axis]} / Å", texts);
        Assert.Contains("face-centered cubic", texts);
        Assert.Contains("diamond", texts);
        Assert.False(File.Exists(Path.Combine(_folder, "classes.svg")));
        NumpyArchive.Read(Path.Combine(_folder, "map.npz")).Get<float>("probabilities", 4, out ReadOnlySpan<int> shape);
        Assert.Equal([map.ClassLabels.Length, grid.Z.Count, grid.Y.Count, grid.X.Count], shape.ToArray());
        foreach (string name in new[] { "profile.png", "map.vti", "map.vtk", "atoms.xyz", "summary.json" })
            Assert.True(new FileInfo(Path.Combine(_folder, name)).Length > 100);
    }

    private static bool IsCovered(BoxGrid grid, AtomicStructure sample, int atom) => Enumerable.Range(0, 3).All(axis =>
        grid[axis].Containing(sample.Positions[atom][axis]) is var (first, last) && first <= last);
}
