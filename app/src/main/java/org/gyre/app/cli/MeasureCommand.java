package org.gyre.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `gyre measure WHAT`: reads a network or a recording with one of the instruments.
@Command(
        name = "measure",
        synopsisSubcommandLabel = "WHAT",
        description = "Measure a network's weights or a recording from files.")
final class MeasureCommand implements GyreSubcommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    static CommandLine commandLine(Console console) {
        return new CommandLine(new MeasureCommand())
                .addSubcommand(new MeasureAllCommand(console))
                .addSubcommand(new MeasureFluxCommand(console))
                .addSubcommand(new MeasureInfomaxCommand(console))
                .addSubcommand(new MeasureAttractorsCommand(console))
                .addSubcommand(new MeasureAvalanchesCommand(console))
                .addSubcommand(new MeasureSpikesCommand(console))
                .addSubcommand(new MeasureCorrelationCommand(console))
                .addSubcommand(new MeasureStimulusCommand(console))
                .addSubcommand(new MeasurePowerLawCommand(console))
                .addSubcommand(new MeasureBranchingCommand(console))
                .addSubcommand(new MeasureEntropyCommand(console))
                .addSubcommand(new MeasurePidCommand(console))
                .addSubcommand(new MeasureMutualInformationCommand(console))
                .addSubcommand(new MeasureConditionalInformationCommand(console))
                .addSubcommand(new MeasureTransferCommand(console))
                .addSubcommand(new MeasureStorageCommand(console))
                .addSubcommand(new MeasurePredictiveCommand(console))
                .addSubcommand(new MeasureSharedInformationCommand(console));
    }

    @Override
    public int call() {
        throw new ParameterException(
                spec.commandLine(), "'gyre measure' needs to know what: 'gyre measure --help' lists the instruments");
    }
}
