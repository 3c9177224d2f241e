using System.Globalization;
using Arise.Files;
using Arise.Labeling;
using Arise.Mapping;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Reporting;
using Arise.Reporting.Figures;
using Arise.Reporting.Maps;
using Arise.Structures;
using Arise.Structures.Formats;
using Arise.Synthesis;

namespace Arise.Studies.Labeling;

/// <summary>
/// Samples labeled atom by atom beside their maps of boxes, a layer of each: one figure each. Atoms of no class are
/// gray.
/// </summary>
internal static class LabelPictures
{
    private const double Width = 250;
    private const double PixelsPerInch = 150;

    // Further ones have one color together.
    private const int MostClasses = 7;

    /// <summary>Writes the figures; those of published samples only where their folder is given.</summary>
    public static void Write(LabelModel model, string? structures, string folder, bool isQuick)
    {
        var shares = new ReportTable("sample", "atoms", "shares / %");
        if (structures is not null)
        {
            Draw("labels_grains", "four_grains_elemental_solid", 2, 20, Boxes(16, 2, slab: true));
            Draw("labels_pearl", "pearl", 1, 4, MapSettings.Cubes(10, 2));
            Draw("labels_fept_2017", "aet_fept_2017", 2, 5, MapSettings.Cubes(12, 4));
            Draw("labels_fept_9min", "aet4d_fept_9min", 2, 5, MapSettings.Cubes(12, 3));
        }

        (int cells, int precipitate) = isQuick ? (10, 5) : (32, 16);
        AtomicStructure alloy = new Superalloy { Cells = cells, PrecipitateCells = precipitate }.Build();
        DrawOne("labels_superalloy", "superalloy", alloy, 2, 3.75, MapSettings.Cubes(16, 8));
        Console.WriteLine("## pictures\n\n" + shares.ToMarkdown());

        void Draw(string figure, string name, int across, double thickness, MapSettings settings)
        {
            if (!isQuick || name.StartsWith("aet4d", StringComparison.Ordinal))
            {
                DrawOne(
                    figure, name, StructureFile.ReadFirst(Path.Combine(structures, name + ".xyz")), across, thickness,
                    settings);
            }
        }

        void DrawOne(
            string figure, string name, AtomicStructure structure, int across, double thickness, MapSettings settings)
        {
            AtomLabels labels = model.Labeler!.Label(structure);
            CrystalMap map = new StructureMapper().Map(new MapPlan(structure, settings));
            using (var file = new ReplacingFile(Path.Combine(folder, figure + ".png")))
            {
                Figure(labels, map, across, thickness).WritePng(file.Stream, PixelsPerInch);
                file.Commit();
            }

            shares.Add(name, structure.Count.ToString(CultureInfo.InvariantCulture), string.Join(", ", labels.Classes
                .CountBy(c => c).OrderByDescending(pair => pair.Value).Take(8)
                .Select(pair => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(pair.Key < 0 ? "none" : PrototypeLibrary.NameOf(labels.ClassLabels[pair.Key]))} "
                    + $"{100.0 * pair.Value / structure.Count:0.00}"))));
        }
    }

    private static MapSettings Boxes(double edge, double stride, bool slab) => new()
    {
        Edge = new Vector3D(edge, edge, edge),
        Stride = new Vector3D(stride, stride, slab ? edge : stride),
        Padding = new Vector3D(0.5, 0.5, 0),
        MinimumAtoms = 51,
    };

    // Both panels show the same layer, and classes have one color in both.
    private static Figure Figure(AtomLabels labels, CrystalMap map, int across, double thickness)
    {
        MapPlane plane = MapPlane.Of(map) is [var only] && only.Across == across
            ? only
            : new MapPlane(map.Grid, map.Plan.Structure.LengthUnit, across, map.Grid[across].Count / 2);
        int[] boxes = plane.Of<int>(map.Classes().AsSpan());
        double middle = map.Grid[across].Center(plane.Layer);
        int[] atoms = [.. Enumerable.Range(0, labels.Structure.Count)
            .Where(atom => Math.Abs(labels.Structure.Positions[atom][across] - middle) < thickness / 2)];
        string[] all = [.. ByFrequency(atoms.Select(labels.LabelOf).Where(label => label != AtomLabels.Other))
            .Union(ByFrequency(boxes.Where(c => c >= 0).Select(c => map.ClassLabels[c])))
            .Take(MostClasses)];
        string[] shown = [.. all.Select(PrototypeLibrary.NameOf), "other classes"];
        int Category(string label) => all.Contains(label) ? Array.IndexOf(all, label) : all.Length;
        int BoxCategory(int c) => c >= 0 ? Category(map.ClassLabels[c]) : c == CrystalMap.None ? shown.Length : -1;
        CategoryStyle[] styles = [.. ClassStyles.Of(all), new CategoryStyle(Color.Missing, Hatch.None)];
        (int right, int up) = (across == 0 ? 1 : 0, across == 2 ? 1 : 2);
        int[] categories = [.. atoms.Select(atom =>
            labels.Classes[atom] < 0 ? -1 : Category(labels.LabelOf(atom)))];
        double area = plane.Cells.Columns * plane.Cells.DX * plane.Cells.Rows * plane.Cells.DY;
        double scale = Width / Math.Max(plane.Cells.Columns * plane.Cells.DX, plane.Cells.Rows * plane.Cells.DY);
        double radius = Math.Clamp(0.45 * scale * Math.Sqrt(area / Math.Max(atoms.Length, 1)), 0.7, 2.2);
        Axis x = Over(plane.X, plane.Cells.X0, plane.Cells.Columns * plane.Cells.DX);
        Axis y = Over(plane.Y, plane.Cells.Y0, plane.Cells.Rows * plane.Cells.DY);
        return new Figure(
            new Panel(x, y, new Scatter(
                [.. atoms.Select(atom => labels.Structure.Positions[atom][right])],
                [.. atoms.Select(atom => labels.Structure.Positions[atom][up])])
            {
                Categories = categories,
                CategoryNames = shown,
                CategoryColors = [.. styles.Select(style => style.Fill)],
                Radius = radius,
            })
            {
                Title = "atoms",
                EqualAspect = true,
                Width = Width,
                Height = Width,
            },
            new Panel(x, y, new CategoryMap(
                plane.Cells, [.. boxes.Select(BoxCategory)], [.. shown, CrystalMap.NoneName])
                {
                    Styles = [.. styles, ClassStyles.None],
                })
            {
                Title = "boxes",
                EqualAspect = true,
                Width = Width,
                Height = Width,
            });
    }

    private static Axis Over(Axis axis, double low, double length) =>
        axis with { Minimum = low, Maximum = low + length };

    private static IEnumerable<string> ByFrequency(IEnumerable<string> labels) => labels.CountBy(label => label)
        .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => pair.Key);
}
