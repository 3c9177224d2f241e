using System.CommandLine;
using System.Globalization;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Cli;

/// <summary><c>arise prototypes show NAME</c>: everything about one structural class.</summary>
internal static class PrototypesShowCommand
{
    private const int Columns = 100;
    private const int LabelWidth = 20;

    public static Command Create()
    {
        var name = new Argument<string[]>("NAME")
        {
            Description = "Label, common name, Strukturbericht designation or AFLOW label; blanks need no quotes.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "Write JSON, with all digits." };
        var command = new Verb(
            "show",
            "Print one structural class: names, space group, source, lattice and atoms.",
            """
            Examples:
              arise prototypes show rock salt
              arise prototypes show A_cF8_227_a --json
            """)
        {
            name, json,
        };
        command.SetAction(parsed =>
        {
            Prototype prototype;
            try
            {
                prototype = PrototypeLibrary.Find(string.Join(' ', parsed.GetValue(name)!));
            }
            catch (KeyNotFoundException error)
            {
                parsed.InvocationConfiguration.Error.WriteLine($"arise: {error.Message}");
                return CommandLineApplication.Failure;
            }

            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                output.WriteLine(PrototypeJson.Full(prototype));
            else
                Write(prototype, WrappingWriter.Of(output));
            return 0;
        });
        return command;
    }

    private static void Write(Prototype prototype, TextWriter output)
    {
        AtomicStructure structure = prototype.Structure;
        int width = (output as WrappingWriter)?.Width ?? Columns;
        output.WriteLine($"{prototype.Label}: {prototype.CommonName}");
        Line("class index", prototype.ClassIndex.ToString(CultureInfo.InvariantCulture));
        Line("other names", string.Join(", ", prototype.Aliases));
        Line("type", MaterialTypeName.Of(prototype.MaterialType));
        Line("formula", structure.Formula());
        Line("space group", Group(prototype.SpaceGroupNumber, prototype.SpaceGroupSymbol));
        if (prototype.IdealizedSpaceGroupNumber != prototype.SpaceGroupNumber)
            Line(
                "structure type", Group(prototype.IdealizedSpaceGroupNumber, prototype.IdealizedSpaceGroupSymbol));
        Line("Pearson symbol", prototype.PearsonSymbol ?? "");
        Line("Strukturbericht", prototype.Strukturbericht ?? "");
        Line("AFLOW label", prototype.AflowLabel ?? "");
        Line("relatives", prototype.Group ?? "");
        Line("merged into", prototype.MergedInto ?? "");
        string label = "family";
        foreach (string part in prototype.FamilyDescription)
        {
            Line(label, part);
            label = "";
        }

        Line("remark", prototype.Remark ?? "");
        Line("source", prototype.Source);
        Line("periodic along", Directions(structure.Periodicity));
        if (structure.Lattice is { } lattice)
            WriteLattice(lattice);
        output.WriteLine();
        WriteAtoms(prototype, output);

        void Line(string label, string text)
        {
            if (text.Length == 0)
                return;
            foreach (string row in WordWrap.Lines(text, width - LabelWidth - 2))
            {
                output.WriteLine($"  {label.PadRight(LabelWidth)}{row}");
                label = "";
            }
        }

        void WriteLattice(Lattice cell)
        {
            (double a, double b, double c, double alpha, double beta, double gamma) = cell.Parameters;
            Line("a, b, c", $"{Number(a)} {Number(b)} {Number(c)}  Angstrom");
            Line("alpha, beta, gamma", $"{Number(alpha)} {Number(beta)} {Number(gamma)}  degrees");
            Line("lattice vector a", Vector(cell.A));
            Line("lattice vector b", Vector(cell.B));
            Line("lattice vector c", Vector(cell.C));
        }
    }

    private static void WriteAtoms(Prototype prototype, TextWriter output)
    {
        AtomicStructure structure = prototype.Structure;
        bool fractional = prototype.FractionalCoordinates is not null;
        output.WriteLine(fractional
            ? $"  {"atom",-4}{"fractional coordinates",33}{"Cartesian coordinates / Angstrom",37}"
            : $"  {"atom",-4}{"Cartesian coordinates / Angstrom",33}");
        for (int i = 0; i < structure.Count; i++)
        {
            string columns = fractional
                ? $"{Vector(prototype.FractionalCoordinates!.Value[i])}    {Vector(structure.Positions[i])}"
                : Vector(structure.Positions[i]);
            output.WriteLine($"  {structure.Species[i].Symbol,-4}{columns}");
        }
    }

    private static string Group(int? number, string? symbol) => number is null ? "" : $"{number} {symbol}";

    private static string Directions(Periodicity periodicity) =>
        periodicity.Any ? string.Join(", ", "abc".Where((_, axis) => periodicity[axis])) : "none";

    private static string Vector(Vector3D vector) => $"{Number(vector.X)} {Number(vector.Y)} {Number(vector.Z)}";

    // Ten columns; rounding first keeps a minus sign away from zeros.
    private static string Number(double value) =>
        (Math.Round(value, 5) + 0.0).ToString("F5", CultureInfo.InvariantCulture).PadLeft(10);
}
