using System.CommandLine;
using System.Globalization;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Cli;

/// <summary><c>arise make</c>: synthetic samples with a known answer.</summary>
internal static class MakeCommand
{
    private const int AtomsPerCell = 4;

    // Wider than in any metal, Angstrom: a sample has at least so many atoms.
    private const double WideSpacing = 4;

    public static Command Create() => new Verb(
        "make",
        "Make a synthetic sample with a known answer.",
        """
        Samples are the same for the same options and seed. A column tells what each atom belongs to.

        Examples:
          arise make polycrystal slab.xyz --size 100,100,15 --grains fcc,bcc,hcp,diamond --element Fe
          arise make superalloy alloy.xyz --vacancies 0.2 --displacements 0.05
          arise make crystals many.xyz --count 10000
        """)
    {
        CreatePolycrystal(), CreateSuperalloy(), MakeCrystals.Create(),
    };

    private static Verb CreatePolycrystal()
    {
        Option<Vector3D?> size = VectorOption.Create("--size", "Edges of the box, Angstrom (default: 100,100,15).");
        var grains = new Option<Prototype[]>("--grains")
        {
            Description = "Prototype of each grain, by any of its names: fcc,bcc,hcp,diamond.",
            HelpName = "NAMES",
            Required = true,
            CustomParser = argument =>
            {
                var found = new List<Prototype>();
                foreach (string name in argument.Tokens[0].Value.Split(','))
                {
                    try
                    {
                        found.Add(PrototypeLibrary.Find(name));
                    }
                    catch (Exception error) when (error is KeyNotFoundException or ArgumentException)
                    {
                        argument.AddError($"--grains: {error.Message}");
                    }
                }

                return [.. found];
            },
        };
        Option<double?> spacing = CheckedOption.Create<double?>(
            "--spacing",
            "Nearest-neighbor distance of all grains, Angstrom (default: their own).",
            null,
            length => (new Polycrystal
            {
                Size = new Vector3D(1, 1, 1), Grains = [PrototypeLibrary.Find("fcc")], NearestNeighborDistance = length,
            }).Validate());
        var element = new Option<ChemicalElement?>("--element")
        {
            Description = "What all atoms are written as (default: their own elements).",
            HelpName = "SYMBOL",
            CustomParser = argument =>
            {
                if (ChemicalElement.TryParse(argument.Tokens[0].Value, out ChemicalElement known))
                    return known;
                argument.AddError($"--element {argument.Tokens[0].Value}: this is no chemical element.");
                return null;
            },
        };
        var periodic = new Option<bool>("--periodic") { Description = "The box repeats along all axes." };
        var sample = new SampleOptions();
        var command = new Verb(
            "polycrystal",
            "Grains of chosen prototypes in random orientations, a Voronoi cell each.",
            """
            A box at least three times as wide as high is a slab: its boundaries stand upright.

            Examples:
              arise make polycrystal slab.xyz --size 100,100,15 --grains fcc,bcc,hcp,diamond --element Fe
              arise make polycrystal bulk.xyz --size 80 --grains fcc,fcc,hcp,bcc,bcc --periodic --seed 3
            """)
        {
            size, grains, spacing, element, periodic,
        };
        sample.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            Vector3D edges = parsed.GetValue(size) ?? new Vector3D(100, 100, 15);
            double atoms = edges.X * edges.Y * edges.Z / Math.Pow(parsed.GetValue(spacing) ?? WideSpacing, 3);
            return Task.FromResult(sample.Write(parsed, atoms, (seed, progress) => new Polycrystal
            {
                Size = edges,
                Grains = [.. parsed.GetValue(grains)!],
                NearestNeighborDistance = parsed.GetValue(spacing),
                Element = parsed.GetValue(element),
                IsPeriodic = parsed.GetValue(periodic),
                IsColumnar = 3 * edges.Z <= Math.Min(edges.X, edges.Y),
                Seed = seed,
            }.Build(progress, cancellation), cancellation));
        });
        return command;
    }

    private static Verb CreateSuperalloy()
    {
        var defaults = new Superalloy();
        Option<int> cells = PositiveInteger.Option(
            "--cells", defaults.Cells, "Cubic cells along each edge.", most: 500);
        var precipitate = new Option<int?>("--precipitate")
        {
            Description =
                $"Cubic cells along each edge of the precipitate (default: {defaults.PrecipitateCells}, or all).",
        };
        Option<double> aluminum = CheckedOption.Create(
            "--aluminum",
            "Share of Al in the matrix.",
            defaults.AluminumShare,
            share => (defaults with { AluminumShare = share }).Validate());
        var periodic = new Option<bool>("--periodic") { Description = "The cube repeats along all axes." };
        var sample = new SampleOptions();
        var command = new Verb(
            "superalloy",
            "A cubic precipitate of L1_2 Ni3Al in face-centered cubic Ni with Al at random.",
            string.Create(CultureInfo.InvariantCulture, $"""
            Example ({4 * defaults.Cells * defaults.Cells * defaults.Cells} atoms in 120 Angstrom):
              arise make superalloy alloy.xyz --vacancies 0.2 --displacements 0.05
            """))
        {
            cells, precipitate, aluminum, periodic,
        };
        sample.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(sample.Write(
            parsed, AtomsPerCell * Math.Pow(parsed.GetValue(cells), 3), (seed, _) => new Superalloy
        {
            Cells = parsed.GetValue(cells),
            PrecipitateCells = parsed.GetValue(precipitate)
                ?? Math.Min(defaults.PrecipitateCells, parsed.GetValue(cells)),
            AluminumShare = parsed.GetValue(aluminum),
            IsPeriodic = parsed.GetValue(periodic),
            Seed = seed,
        }.Build(), cancellation)));
        return command;
    }
}
