using System.CommandLine;
using System.Globalization;
using Arise.Files;
using Arise.Structures;
using Arise.Structures.Formats;
using Spectre.Console;

namespace Arise.Cli;

/// <summary>The verb <c>convert</c>: reads a structure file and writes it in another format.</summary>
internal static class ConvertCommand
{
    private const int AllFrames = 0;

    private static readonly string FormatTable = string.Concat(StructureFormat.All.Select(format =>
        $"\n  {format.Name,-12} {(format.CanWrite ? "read, write" : "read"),-12} {format.Description,-32} " +
        string.Join(' ', format.FilePatterns)));

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var input = new Argument<string>("IN")
        {
            Description = "File to read; - for standard input. gzip, bzip2, xz and zstd are recognized.",
        };
        var output = new Argument<string>("OUT")
        {
            Description = "File to write; - for standard output. Names ending in .gz, .bz2, .zst are compressed.",
        };
        Option<StructureFormat?> from = StructureInputOptions.Format(
            "--format", "Format of IN, if neither its name nor its content tells it.", StructureFormat.All);
        from.Aliases.Add("--from");
        Option<StructureFormat?> to = StructureInputOptions.Format(
            "--to",
            "Format of OUT, if its name does not tell it.",
            [.. StructureFormat.All.Where(format => format.CanWrite)]);
        Option<ChemicalElement[]?> species = StructureInputOptions.Species();
        Option<int?> frame = FrameOption();
        Option<FrameRange> range = FrameRange.Option(
            "--frames", "Convert these frames only, counted from 1: 10:20, 10:, :20 or 10.");
        Option<int> every =
            PositiveInteger.Option("--every", 1, "Convert every Nth frame only, beginning with the first.");
        var command = new Verb(
            "convert",
            "Convert a structure file to another format.",
            $"""
            Formats:{FormatTable}

            Examples:
              arise convert POSCAR crystal.xyz
              arise convert run.dump.gz run.xyz.gz --species Ni,Al
              arise convert run.xyz POSCAR --frame 10
              arise convert run.dump part.dump --frames 100:500 --every 10
              cat geometry.in | arise convert - - --to lammps-data
            """)
        {
            input, output, from, to, species, frame, range, every,
        };
        command.TakesOneOf(frame, range);
        command.TakesOneOf(frame, every);
        command.SetAction((parsed, cancellation) =>
        {
            string file = parsed.GetRequiredValue(output);
            StructureFormat? written = parsed.GetValue(to) ?? StructureFormat.FromFileName(file);
            bool isPart = CommandRules.IsGiven(parsed.CommandResult, range)
                || CommandRules.IsGiven(parsed.CommandResult, every);
            bool isWhole = parsed.GetValue(frame) is null && !isPart && written?.HoldsManyFrames == true
                && !StructureFile.IsWrittenCompressed(file);
            using IDisposable hold = new RunPaths()
                .Reads(parsed.GetRequiredValue(input), "the input")
                .Writes(file, "the output", isWhole ? LeastSize(parsed.GetRequiredValue(input)) : 0)
                .Hold();
            bool isComplete = Convert(
                parsed.GetRequiredValue(input),
                StructureInputOptions.Read(parsed, from, species),
                parsed.GetRequiredValue(output),
                parsed.GetValue(to),
                parsed.GetValue(frame),
                isPart ? new FrameSelection(parsed.GetValue(range)!, parsed.GetValue(every), IsSeries: false) : null,
                parsed.InvocationConfiguration.Error,
                cancellation);
            return Task.FromResult(isComplete ? 0 : CommandLineApplication.Failure);
        });
        return command;
    }

    // No format takes less than a quarter of another, unless it leaves further columns and the rest of a database out.
    private static long LeastSize(string input) => File.Exists(input) ? new FileInfo(input).Length / 20 : 0;

    // Whether all frames were good.
    private static bool Convert(
        string input,
        StructureReadOptions options,
        string output,
        StructureFormat? to,
        int? frame,
        FrameSelection? part,
        TextWriter notes,
        CancellationToken cancellation)
    {
        to ??= StructureFormat.FromFileName(output) ?? throw new StructureFormatException(
            output,
            0,
            "the name does not tell the format to write; give it with --to "
            + $"({string.Join(", ", StructureFormat.All.Where(format => format.CanWrite))}).");
        bool firstOnly = frame is null && part is null && !to.HoldsManyFrames;
        FrameSelection wanted = part
            ?? (frame is null or AllFrames ? FrameSelection.All : FrameSelection.Only(frame.Value));
        using var frames = new GoodFrames(input, options, cancellation);
        if (Console.IsErrorRedirected || output == StandardStreams.Name)
        {
            Write(_ => { });
        }
        else
        {
            var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(VisibleWriter.PlainError) };
            AnsiConsole.Create(settings).Status().Start(
                "Converting", status => Write(count => status.Status = $"Converting frame {count}"));
        }

        if (firstOnly && frames.MoveNext())
        {
            notes.WriteLine(
                $"arise: {input} holds more than one frame; {output} has the first. Choose another with --frame.");
        }

        if (frame > AllFrames)
            return true;
        frames.TellBroken(notes, output, wanted);
        return !frames.AnyBroken(wanted);

        void Write(Action<int> progress)
        {
            IEnumerable<AtomicStructure> selected =
                Selected(frames, (input, output), to, wanted, progress, cancellation);
            StandardStreams.Write(output, firstOnly ? selected.Take(1) : selected, to);
        }
    }

    private static IEnumerable<AtomicStructure> Selected(
        GoodFrames frames,
        (string Input, string Output) files,
        StructureFormat to,
        FrameSelection wanted,
        Action<int> progress,
        CancellationToken cancellation)
    {
        bool any = false;
        while (frames.Number < wanted.Range.Last && frames.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            progress(frames.Number);
            if (!wanted.Takes(frames.Number))
                continue;
            any = true;
            if (to.NeedsCell && frames.Current.Lattice is null)
            {
                frames.Refuse(new StructureFormatException(
                    files.Output, 0, $"a file of the format {to.Name} needs a cell, and this structure has none."));
                continue;
            }

            yield return frames.Current;
        }

        frames.ThrowIfNone(wanted.Range.First == wanted.Range.Last ? wanted.Range.First : AllFrames);
        if (!any && wanted != FrameSelection.All)
        {
            throw new StructureFormatException(
                files.Input, 0, $"frame {wanted.Range} was asked for, but the file holds {frames.Number}.");
        }
    }

    private static Option<int?> FrameOption() => new("--frame")
    {
        Description = "Frame to convert, from 1; by default all that OUT can hold.",
        HelpName = "N|all",
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            if (given == "all")
                return AllFrames;
            if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0)
                return number;
            argument.AddError($"--frame {given}: it must be a number from 1, or all.");
            return null;
        },
    };
}
